using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>How timm makes a network of features of a family.</summary>
internal sealed record FeatureFamily
{
    private static readonly FeatureFamily Flat = new() { Flattens = true };
    private static readonly FeatureFamily Plain = new();
    private static readonly FeatureFamily Mobile = new() { Parts = ["conv_stem", "bn1", "act1", "blocks"] };
    private static readonly FeatureFamily Whole = new() { IsWhole = true };

    private static readonly Dictionary<string, FeatureFamily> Families = new(StringComparer.Ordinal)
    {
        ["dla"] = Plain,
        ["efficientnet"] = Mobile,
        ["efficientformer"] = Whole,
        ["hardcorenas"] = Mobile,
        ["hrnet"] = Whole,
        ["inception_resnet_v2"] = Whole with { IsPadded = true },
        ["inception_v3"] = Whole with { IsPadded = true },
        ["inception_v4"] = Whole with { IsPadded = true },
        ["mobilenetv3"] = Mobile,
        ["nasnet"] = Whole with { IsPadded = true },
        ["nfnet"] = Whole,
        ["pnasnet"] = Whole with { IsPadded = true },
        ["regnet"] = Plain,
        ["res2net"] = Plain,
        ["resnest"] = Plain,
        ["resnet"] = Plain,
        ["resnetv2"] = Whole,
        ["senet"] = Plain,
        ["sknet"] = Plain,
        ["swin_transformer"] = Whole,
        ["swin_transformer_v2"] = Whole,
        ["swin_transformer_v2_cr"] = Whole,
        ["xception"] = Whole with { IsPadded = true },
    };

    /// <summary>Whether children that are sequences give their place to their own children, <c>stages.0</c> as <c>stages_0</c>.</summary>
    public bool Flattens { get; init; }

    /// <summary>Children that belong to the network of features, however many maps are used; null: all up to the last map.</summary>
    public string[]? Parts { get; init; }

    /// <summary>Whether the network runs as it is because it is no chain of layers.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether its layers lack the padding under which a stage halves the size exactly.</summary>
    public bool IsPadded { get; init; }

    public static FeatureFamily Of(string family) => Families.GetValueOrDefault(family, Flat);

    /// <summary>The children, or their children, that images pass one after the other: name in the network of features, name in the network, layer.</summary>
    public IReadOnlyList<(string Name, string Path, Module Module)> Chain(ImageModel network, bool flatten)
    {
        var chain = new List<(string Name, string Path, Module Module)>();
        foreach (var (name, child) in network.Children.Where(child => Parts is null || Parts.Contains(child.Key)))
        {
            if (flatten && child is Sequential)
                chain.AddRange(child.Children.Select(inner => ($"{name}_{inner.Key}", $"{name}.{inner.Key}", inner.Value)));
            else
                chain.Add((name, name, child));
        }

        return chain;
    }
}
