using Foldline.Models.EfficientNets;
using Foldline.Models.ResNets;
using Foldline.Torch;

namespace Foldline.Models;

/// <summary>All models by name. Thread-safe.</summary>
public static class ModelRegistry
{
    // Sorted by name.
    private static readonly ModelFamily[] Families =
    [
        EfficientNetVariants.Family,
        ResNetVariants.Family,
    ];

    private static readonly Dictionary<string, (ModelVariant Variant, string Family)> Variants = Families
        .SelectMany(family => family.Variants, (family, variant) => (variant, family.Name))
        .ToDictionary(row => row.variant.Name, StringComparer.Ordinal);

    private static readonly Lazy<IReadOnlyList<ModelInfo>> Infos = new(CountAll);

    /// <summary>Names of all models, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Variants.Keys.Order(StringComparer.Ordinal)];

    /// <summary>All models with their sizes, sorted by name.</summary>
    public static IReadOnlyList<ModelInfo> Models => Infos.Value;

    /// <summary>Makes a model.</summary>
    /// <param name="name">timm's name, with or without the tag of its weights: <c>resnet34d</c>, <c>resnet34d.ra2_in1k</c>; old names are understood.</param>
    /// <param name="options">Classes, channels, dropout; timm's defaults when left out.</param>
    /// <param name="generator">Draws the weights; left out, they are not set and have to be loaded.</param>
    /// <exception cref="FoldlineException">FL2201: no such model.</exception>
    public static ImageModel Create(string name, ModelOptions? options = null, TorchGenerator? generator = null)
    {
        var architecture = Resolve(name).Architecture;
        var model = Variants[architecture].Variant.Build(options ?? new ModelOptions());
        model.Name = architecture;
        if (generator is not null)
            model.Initialize(generator);
        return model;
    }

    /// <summary>Splits a name into the architecture and the tag of its weights, and replaces old names.</summary>
    /// <param name="name">timm's name, with or without a tag.</param>
    /// <exception cref="FoldlineException">FL2201: no such model.</exception>
    public static ModelName Resolve(string name)
    {
        var parsed = ModelName.Parse(DeprecatedNames.Find(name) ?? name);
        return Variants.ContainsKey(parsed.Architecture) ? parsed : throw Unknown(name, parsed.Architecture);
    }

    /// <summary>Counts the parameters of a model by building it, without weights.</summary>
    /// <param name="name">Architecture.</param>
    internal static long CountParameters(string name)
    {
        using var model = Variants[name].Variant.Build(new ModelOptions());
        return model.CountParameters();
    }

    // From the table, so that a list needs no engine; a model that is not in it yet is built.
    private static IReadOnlyList<ModelInfo> CountAll()
    {
        var table = ModelSizes.Read();
        return [.. Names.Select(name => new ModelInfo(name, Variants[name].Family, table.TryGetValue(name, out var parameters) ? parameters : CountParameters(name)))];
    }

    private static FoldlineException Unknown(string name, string architecture)
    {
        var nearest = NearestName.Find(architecture, Names);
        return FoldlineException.User(
            "FL2201",
            $"There is no model '{name}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")} 'foldline models' lists the {Names.Count} names.",
            null,
            ("model", name));
    }
}
