using Foldline.Models.Weights;

namespace Foldline.Models.Evas;

/// <summary>Names of EVA-02 in the files of its authors.</summary>
internal static class EvaNames
{
    private static readonly NameRules Plain = new(Layers());

    private static readonly NameRules Clip = new([(@"^(?!visual\.)", null), (@"^visual\.", ""), .. Layers()]);

    /// <summary>Rules for such a file, alone or beside CLIP's text tower; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    public static NameRules? For(IReadOnlySet<string> stored)
    {
        if (stored.Contains("visual.pos_embed"))
            return Clip;
        return stored.Contains("blocks.0.mlp.w1.weight") || stored.Contains("blocks.0.mlp.w12.weight") || stored.Contains("blocks.0.mlp.ffn_ln.weight") ? Plain : null;
    }

    private static (string Pattern, string? Replacement)[] Layers() =>
    [
        (@"mlp\.ffn_ln", "mlp.norm"),
        (@"attn\.inner_attn_ln", "attn.norm"),
        (@"mlp\.w12\.", "mlp.fc1."),
        (@"mlp\.w1\.", "mlp.fc1_g."),
        (@"mlp\.w2\.", "mlp.fc1_x."),
        (@"mlp\.w3\.", "mlp.fc2."),
    ];
}
