using Foldline.Models.Weights;

namespace Foldline.Models.MlpMixers;

/// <summary>Names of ResMLP in the files of its authors.</summary>
internal static class MlpMixerNames
{
    private static readonly NameRules Authors = new(
        (@"^patch_embed\.", "stem."),
        (@"attn\.", "linear_tokens."),
        (@"mlp\.", "mlp_channels."),
        ("gamma_", "ls"));

    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    public static NameRules? For(IReadOnlySet<string> stored) => stored.Contains("patch_embed.proj.weight") ? Authors : null;
}
