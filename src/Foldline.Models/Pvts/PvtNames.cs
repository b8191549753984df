using Foldline.Models.Weights;

namespace Foldline.Models.Pvts;

/// <summary>Names of PVT v2 in the files of its authors.</summary>
internal static class PvtNames
{
    private static readonly NameRules Authors = new(
        ("^patch_embed1", "patch_embed"),
        ("^patch_embed([234])", "stages.<1-1>.downsample"),
        (@"dwconv\.dwconv", "dwconv"),
        (@"^block(\d+)\.(\d+)", "stages.<1-1>.blocks.$2"),
        (@"^norm(\d+)", "stages.<1-1>.norm"));

    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    public static NameRules? For(IReadOnlySet<string> stored) => stored.Contains("patch_embed1.proj.weight") ? Authors : null;
}
