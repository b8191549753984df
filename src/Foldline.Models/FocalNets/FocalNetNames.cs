using Foldline.Models.Weights;

namespace Foldline.Models.FocalNets;

/// <summary>Names of FocalNet in the files of its authors.</summary>
internal static class FocalNetNames
{
    private static readonly NameRules NormsFirst = new(Rules());

    private static readonly NameRules NormsLast = new([(@"\.norm([0-9])\.", ".norm$1_post."), .. Rules()]);

    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    /// <param name="hasNormsLast">Whether norms come after the branches here.</param>
    public static NameRules? For(IReadOnlySet<string> stored, bool hasNormsLast)
    {
        if (!stored.Contains("patch_embed.proj.weight"))
            return null;
        return hasNormsLast ? NormsLast : NormsFirst;
    }

    private static (string Pattern, string? Replacement)[] Rules() =>
    [
        ("gamma_([0-9])", "ls$1.gamma"),
        ("^patch_embed", "stem"),
        (@"^layers\.(\d+)\.downsample", "layers.<1+1>.downsample"),
        (@"ln\.", "norm."),
        (@"^head\.", "head.fc."),
    ];
}
