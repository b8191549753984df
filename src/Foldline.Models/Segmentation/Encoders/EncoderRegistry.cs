using Foldline.Torch;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>
/// All encoders by name: those of segmentation_models_pytorch (<see cref="Names"/>), and every model of the zoo, written
/// <c>tu-NAME</c>, or just <c>NAME</c> where no encoder of the first kind is called so. Thread-safe.
/// </summary>
public static class EncoderRegistry
{
    private const string UniversalPrefix = "tu-";

    private static readonly Dictionary<string, EncoderVariant> Variants = new[]
    {
        ConvolutionalEncoders.All,
        DpnEncoder.All,
        EfficientNetEncoders.All,
        EfficientNetPytorchEncoder.All,
        InceptionEncoders.All,
        MixTransformerEncoder.All,
        MobileEncoders.All,
        MobileNetV2Encoder.All,
        MobileOneEncoder.All,
        ResNetEncoders.All,
    }.SelectMany(family => family).ToDictionary(variant => variant.Name, StringComparer.Ordinal);

    /// <summary>Names of the encoders that are no <c>tu-</c> encoders, sorted.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Variants.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Makes an encoder.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Channels, depth, output stride; defaults when left out.</param>
    /// <param name="generator">Draws the weights; left out, they are not set and have to be loaded.</param>
    /// <exception cref="FoldlineException">FL2211: no such encoder. FL2213, FL2215: it cannot do what the options ask for.</exception>
    public static Encoder Create(string name, EncoderOptions? options = null, TorchGenerator? generator = null)
    {
        options ??= new EncoderOptions();
        if (options.Depth is < 1 or > 5)
            throw FoldlineException.User("FL2213", $"The encoder depth is {options.Depth}; it can be 1 to 5.");
        if (options.OutputStride is not (8 or 16 or 32))
            throw FoldlineException.User("FL2214", $"The encoder's output stride is {options.OutputStride}; it can be 8, 16 or 32.");
        var encoder = Build(name, options);
        if (generator is not null)
            encoder.Initialize(generator);
        return encoder;
    }

    private static Encoder Build(string name, EncoderOptions options)
    {
        if (Variants.TryGetValue(name, out var variant))
            return variant.Build(options);
        var model = name.StartsWith(UniversalPrefix, StringComparison.Ordinal) ? name[UniversalPrefix.Length..] : name;
        return ModelRegistry.Knows(model) ? new UniversalEncoder(model, options) : throw Unknown(name);
    }

    private static FoldlineException Unknown(string name)
    {
        var isUniversal = name.StartsWith(UniversalPrefix, StringComparison.Ordinal);
        var candidates = isUniversal ? ModelRegistry.Names.Select(model => UniversalPrefix + model) : Names.Concat(ModelRegistry.Names);
        var nearest = NearestName.Find(name, candidates);
        return FoldlineException.User(
            "FL2211",
            $"There is no encoder '{name}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")} Any model that 'foldline models' lists can be an encoder if it offers feature maps.",
            null,
            ("encoder", name));
    }
}
