using Foldline.Models.Segmentation.Decoders;
using Foldline.Torch;

namespace Foldline.Models.Segmentation;

/// <summary>Segmentation networks by the names of their architecture and encoder. Thread-safe.</summary>
public static class SegmentationRegistry
{
    private static readonly SegmentationArchitecture[] Architectures =
    [
        new("Unet", (encoder, options, _) => new UnetDecoder(encoder, options)),
        new("UnetPlusPlus", (encoder, options, _) => new UnetPlusPlusDecoder(encoder, options)) { LeastDepth = 2 },
        new("MAnet", (encoder, options, _) => new ManetDecoder(encoder, options)),
        new("Linknet", (encoder, options, _) => new LinknetDecoder(encoder, options)) { HeadKernelSize = 1 },
        new("FPN", (encoder, options, _) => new FpnDecoder(encoder, options)) { LeastDepth = 3, HeadKernelSize = 1, Upsampling = 4, DecoderStride = encoder => encoder.OutputStride >> 3 },
        new("PSPNet", (encoder, options, _) => new PspDecoder(encoder, options)) { DefaultDepth = 3, Upsampling = 8, DecoderStride = encoder => encoder.OutputStride },
        new("PAN", (encoder, options, _) => new PanDecoder(encoder, options)) { IsDepthFixed = true, OutputStrides = [16, 32], Upsampling = 4, DecoderStride = _ => 4 },
        new("DeepLabV3", (encoder, options, _) => new DeepLabV3Decoder(encoder, options))
        {
            OutputStrides = [8],
            HeadKernelSize = 1,
            Upsampling = 8,
            DecoderStride = encoder => encoder.OutputStride,
            ResetsWeights = false,
        },
        new("DeepLabV3Plus", (encoder, options, stride) => new DeepLabV3PlusDecoder(encoder, options, stride))
        {
            LeastDepth = 5,
            OutputStrides = [16, 8],
            HeadKernelSize = 1,
            Upsampling = 4,
            DecoderStride = _ => 4,
            ResetsWeights = false,
        },
    ];

    /// <summary>Names of the architectures.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Architectures.Select(architecture => architecture.Name)];

    /// <summary>Makes a network.</summary>
    /// <param name="architecture">One of <see cref="Names"/>; case, hyphens and underscores do not count, and a plus may be written as a sign: <c>unet++</c>.</param>
    /// <param name="encoder">One of <see cref="Encoders.EncoderRegistry"/>'s encoders: <c>resnet34</c>, <c>tu-resnet34d</c>.</param>
    /// <param name="options">Classes, channels and so on; the architecture's defaults when left out.</param>
    /// <param name="generator">Draws the weights; left out, they are not set and have to be loaded.</param>
    /// <exception cref="FoldlineException">FL2210: no such architecture. FL2211: no such encoder. FL2213 to FL2215: they and the options do not fit together.</exception>
    public static SegmentationModel Create(string architecture, string encoder, SegmentationOptions? options = null, TorchGenerator? generator = null)
    {
        var model = new SegmentationModel(Find(architecture), encoder, options ?? new SegmentationOptions());
        if (generator is not null)
            model.Initialize(generator);
        return model;
    }

    /// <summary>The name of an architecture in its usual spelling.</summary>
    /// <param name="name">As for <see cref="Create"/>.</param>
    /// <exception cref="FoldlineException">FL2210: no such architecture.</exception>
    public static string Resolve(string name) => Find(name).Name;

    private static SegmentationArchitecture Find(string name) =>
        Architectures.FirstOrDefault(item => Plain(item.Name) == Plain(name)) ?? throw FoldlineException.User(
            "FL2210",
            $"There is no segmentation architecture '{name}'.{NearestName.Hint(name, Names)}",
            null,
            ("architecture", name));

    private static string Plain(string name) => name
        .Replace("+", "plus", StringComparison.Ordinal)
        .Replace("-", "", StringComparison.Ordinal)
        .Replace("_", "", StringComparison.Ordinal)
        .ToUpperInvariant();
}
