using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>The table of LeViTs, after timm's <c>levit.py</c>; each is there with linear layers and with convolutions.</summary>
internal static class LevitVariants
{
    private static readonly (string Suffix, LevitSettings Settings)[] Table =
    [
        ("128s", new() { Widths = [128, 256, 384], KeySize = 16, Heads = [4, 6, 8], Depths = [2, 3, 4] }),
        ("128", new() { Widths = [128, 256, 384], KeySize = 16, Heads = [4, 8, 12] }),
        ("192", new() { Widths = [192, 288, 384], KeySize = 32, Heads = [3, 5, 6] }),
        ("256", new() { Widths = [256, 384, 512], KeySize = 32, Heads = [4, 6, 8] }),
        ("384", new() { Widths = [384, 512, 768], KeySize = 32, Heads = [6, 9, 12] }),
        ("384_s8", Silu(new() { Widths = [384, 512, 768], KeySize = 32, Heads = [6, 9, 12], FineStem = true })),
        ("512_s8", Silu(new() { Widths = [512, 640, 896], KeySize = 64, Heads = [8, 10, 14], FineStem = true, Distilled = false })),
        ("512", Silu(new() { Widths = [512, 768, 1024], KeySize = 64, Heads = [8, 12, 16], Distilled = false })),
        ("256d", Silu(new() { Widths = [256, 384, 512], KeySize = 32, Heads = [4, 6, 8], Depths = [4, 8, 6], Distilled = false })),
        ("512d", Silu(new() { Widths = [512, 640, 768], KeySize = 64, Heads = [8, 10, 12], Depths = [4, 8, 6], Distilled = false })),
    ];

    public static ModelFamily Family { get; } = new(
        "levit",
        [
            .. Table.Select(row => new ModelVariant($"levit_{row.Suffix}", options => new Levit(row.Settings, options))),
            .. Table.Select(row => new ModelVariant($"levit_conv_{row.Suffix}", options => new Levit(row.Settings with { Convolutional = true }, options))),
        ]);

    private static LevitSettings Silu(LevitSettings settings) => settings with { Activation = ActivationKind.Silu };
}
