using Foldline.Torch.Nn;

namespace Foldline.Models.ConvMixers;

/// <summary>The table of ConvMixers, after timm's <c>convmixer.py</c>.</summary>
internal static class ConvMixerVariants
{
    private static readonly (string Name, ConvMixerSettings Settings)[] Table =
    [
        ("convmixer_1536_20", new(1536, 20, 9, 7)),
        ("convmixer_768_32", new(768, 32, 7, 7, ActivationKind.Relu)),
        ("convmixer_1024_20_ks9_p14", new(1024, 20, 9, 14)),
    ];

    public static ModelFamily Family { get; } =
        new("convmixer", [.. Table.Select(row => new ModelVariant(row.Name, options => new ConvMixer(row.Settings, options)))]);
}
