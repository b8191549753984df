using Foldline.Models.Weights;

namespace Foldline.Models.FastVits;

/// <summary>Names of FastViT in the files of its authors, alone or as MobileCLIP's image tower.</summary>
internal static class FastVitNames
{
    private const string Tower = "image_encoder.model.";
    private const string First = "patch_embed.0.rbr_conv.0.conv.weight";

    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    public static NameRules? For(IReadOnlySet<string> stored)
    {
        if (stored.Contains(First))
            return new NameRules(Rules(stored));
        if (!stored.Contains(Tower + First))
            return null;
        var tower = stored.Where(name => name.StartsWith(Tower, StringComparison.Ordinal)).Select(name => name[Tower.Length..]);
        return new NameRules([(@"^(?!image_encoder\.model\.)", null), (@"^image_encoder\.model\.", ""), .. Rules(tower)]);
    }

    private static IEnumerable<(string Pattern, string? Replacement)> Rules(IEnumerable<string> stored) =>
    [
        ("patch_embed", "stem"),
        ("rbr_conv", "conv_kxk"),
        ("rbr_scale", "conv_scale"),
        ("rbr_skip", "identity"),
        ("conv_exp", "final_conv"),
        ("lkb_origin", "large_conv"),
        ("convffn", "mlp"),
        (@"se\.reduce", "se.fc1"),
        (@"se\.expand", "se.fc2"),
        ("layer_scale_([0-9])", "layer_scale_$1.gamma"),
        ("layer_scale$", "layer_scale.gamma"),
        ("dist_head", "head_dist"),
        (@"^head\.proj$", "head.fc.weight"),
        (@"^head\.(?!fc\.)", "head.fc."),
        .. FlatStages.Of(stored).SelectMany(Stage),
    ];

    private static IEnumerable<(string Pattern, string? Replacement)> Stage((int Number, int Stage) part) =>
    [
        ($@"^network\.{part.Number}\.proj", $"stages.{part.Stage}.downsample.proj"),
        ($@"^network\.{part.Number}\.pe", $"stages.{part.Stage}.pos_emb.pos_enc"),
        ($@"^network\.{part.Number}\.", $"stages.{part.Stage}.blocks."),
    ];
}
