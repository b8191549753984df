using Foldline.Models.Weights;

namespace Foldline.Models.ByobNets;

/// <summary>Names of CLIP's ResNets in OpenAI's files.</summary>
internal static class ByobNames
{
    private static readonly (string Pattern, string? Replacement)[] Clip =
    [
        (@"^(?!visual\.)", null),
        (@"^visual\.conv([0-9])", "stem.conv$1.conv"),
        (@"^visual\.bn([0-9])", "stem.conv$1.bn"),
        (@"^visual\.layer(\d)\.(\d+)\.(conv|bn)1\.", "stages.<1-1>.$2.conv1_1x1.$3."),
        (@"^visual\.layer(\d)\.(\d+)\.(conv|bn)2\.", "stages.<1-1>.$2.conv2_kxk.$3."),
        (@"^visual\.layer(\d)\.(\d+)\.(conv|bn)3\.", "stages.<1-1>.$2.conv3_1x1.$3."),
        (@"^visual\.layer(\d)\.(\d+)\.downsample\.0\.", "stages.<1-1>.$2.shortcut.conv.conv."),
        (@"^visual\.layer(\d)\.(\d+)\.downsample\.1\.", "stages.<1-1>.$2.shortcut.conv.bn."),
    ];

    private static readonly NameRules WithoutPool = new([.. Clip, (@"^visual\.attnpool", null)]);

    private static readonly NameRules WithPool = new(
    [
        .. Clip,
        (@"^visual\.attnpool", "head"),
        ("positional_embedding", "pos_embed"),
        ("([qkv])_proj", "$1"),
        ("c_proj", "proj"),
    ]);

    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    /// <param name="hasPool">Whether the network here pools by attention.</param>
    public static NameRules? For(IReadOnlySet<string> stored, bool hasPool)
    {
        if (!stored.Contains("visual.conv1.weight"))
            return null;
        return hasPool ? WithPool : WithoutPool;
    }
}
