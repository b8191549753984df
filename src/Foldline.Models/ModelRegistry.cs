using Foldline.Models.Beits;
using Foldline.Models.ByobNets;
using Foldline.Models.Caits;
using Foldline.Models.ConVits;
using Foldline.Models.Coats;
using Foldline.Models.ConvMixers;
using Foldline.Models.ConvNexts;
using Foldline.Models.CrossVits;
using Foldline.Models.CspNets;
using Foldline.Models.DaVits;
using Foldline.Models.Deits;
using Foldline.Models.DenseNets;
using Foldline.Models.Dlas;
using Foldline.Models.Dpns;
using Foldline.Models.EdgeNexts;
using Foldline.Models.EfficientFormerV2s;
using Foldline.Models.EfficientFormers;
using Foldline.Models.EfficientNets;
using Foldline.Models.EfficientVitMsras;
using Foldline.Models.EfficientVits;
using Foldline.Models.Evas;
using Foldline.Models.FastVits;
using Foldline.Models.FocalNets;
using Foldline.Models.GcVits;
using Foldline.Models.GhostNets;
using Foldline.Models.HgNets;
using Foldline.Models.HrNets;
using Foldline.Models.InceptionNexts;
using Foldline.Models.Inceptions;
using Foldline.Models.Levits;
using Foldline.Models.MaxxVits;
using Foldline.Models.MetaFormers;
using Foldline.Models.MlpMixers;
using Foldline.Models.MobileNetV3s;
using Foldline.Models.MobileVits;
using Foldline.Models.MvitV2s;
using Foldline.Models.NasNets;
using Foldline.Models.Nests;
using Foldline.Models.NfNets;
using Foldline.Models.Pits;
using Foldline.Models.Pvts;
using Foldline.Models.RegNets;
using Foldline.Models.RepVits;
using Foldline.Models.Res2Nets;
using Foldline.Models.ResNests;
using Foldline.Models.ResNetV2s;
using Foldline.Models.ResNets;
using Foldline.Models.RexNets;
using Foldline.Models.SeNets;
using Foldline.Models.SelecSlsNets;
using Foldline.Models.SkNets;
using Foldline.Models.StarNets;
using Foldline.Models.SwinTransformerV2Crs;
using Foldline.Models.SwinTransformers;
using Foldline.Models.TResNets;
using Foldline.Models.TinyVits;
using Foldline.Models.Twins;
using Foldline.Models.Vggs;
using Foldline.Models.Visformers;
using Foldline.Models.VisionTransformerHybrids;
using Foldline.Models.VisionTransformers;
using Foldline.Models.Volos;
using Foldline.Models.VovNets;
using Foldline.Models.XceptionAligneds;
using Foldline.Models.Xceptions;
using Foldline.Models.Xcits;
using Foldline.Torch;

namespace Foldline.Models;

/// <summary>All models by name. Thread-safe.</summary>
public static class ModelRegistry
{
    // Sorted by name.
    private static readonly ModelFamily[] Families =
    [
        BeitVariants.Family,
        ByobVariants.Family,
        CaitVariants.Family,
        ConVitVariants.Family,
        CoatVariants.Family,
        ConvMixerVariants.Family,
        ConvNextVariants.Family,
        CrossVitVariants.Family,
        CspVariants.Family,
        DaVitVariants.Family,
        DeitVariants.Family,
        DenseNetVariants.Family,
        DlaVariants.Family,
        DpnVariants.Family,
        EdgeNextVariants.Family,
        EfficientFormerV2Variants.Family,
        EfficientFormerVariants.Family,
        EfficientNetVariants.Family,
        EfficientVitMsraVariants.Family,
        EfficientVitVariants.Family,
        EvaVariants.Family,
        FastVitVariants.Family,
        FocalNetVariants.Family,
        GcVitVariants.Family,
        GhostNetVariants.Family,
        HgNetVariants.Family,
        HrNetVariants.Family,
        InceptionNextVariants.Family,
        InceptionVariants.ResNetV2,
        InceptionVariants.V3,
        InceptionVariants.V4,
        LevitVariants.Family,
        MaxxVitVariants.Family,
        MetaFormerVariants.Family,
        MlpMixerVariants.Family,
        MobileNetV3Variants.Family,
        MobileNetV3Variants.HardCoreFamily,
        MobileVitVariants.Family,
        MvitV2Variants.Family,
        NasNetVariants.Family,
        NasNetVariants.Progressive,
        NestVariants.Family,
        NfNetVariants.Family,
        PitVariants.Family,
        PvtVariants.Family,
        RegNetVariants.Family,
        RepVitVariants.Family,
        Res2NetVariants.Family,
        ResNestVariants.Family,
        ResNetV2Variants.Family,
        ResNetVariants.Family,
        RexNetVariants.Family,
        SelecSlsVariants.Family,
        SeNetVariants.Family,
        SkNetVariants.Family,
        StarNetVariants.Family,
        SwinTransformerV2CrVariants.Family,
        SwinVariants.Family,
        SwinVariants.SecondFamily,
        TinyVitVariants.Family,
        TResNetVariants.Family,
        TwinsVariants.Family,
        VggVariants.Family,
        VisformerVariants.Family,
        VisionTransformerHybridVariants.Family,
        VisionTransformerVariants.Family,
        VoloVariants.Family,
        VovNetVariants.Family,
        XceptionAlignedVariants.Family,
        XceptionVariants.Family,
        XcitVariants.Family,
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
    /// <exception cref="FoldlineException">FL2201: no such model. FL2240: the head is for other classes.</exception>
    public static ImageModel Create(string name, ModelOptions? options = null, TorchGenerator? generator = null)
    {
        var architecture = Resolve(name).Architecture;
        options?.Head?.Check(options.NumClasses);
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

    /// <summary>Whether there is a model of that name, with or without a tag, old names included.</summary>
    /// <param name="name">A name.</param>
    public static bool Knows(string name) => Variants.ContainsKey(ModelName.Parse(DeprecatedNames.Find(name) ?? name).Architecture);

    /// <summary>timm's name of a model's family.</summary>
    internal static string FamilyOf(string name) => Variants[Resolve(name).Architecture].Family;

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
