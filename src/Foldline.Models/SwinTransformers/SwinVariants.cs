namespace Foldline.Models.SwinTransformers;

/// <summary>The tables of Swin Transformers, after timm's <c>swin_transformer.py</c> and <c>swin_transformer_v2.py</c>.</summary>
internal static class SwinVariants
{
    private static readonly SwinSettings Tiny = new() { Width = 96, Depths = [2, 2, 6, 2], Heads = [3, 6, 12, 24] };
    private static readonly SwinSettings Small = Tiny with { Depths = [2, 2, 18, 2] };
    private static readonly SwinSettings Base = Small with { Width = 128, Heads = [4, 8, 16, 32] };
    private static readonly SwinSettings Large = Small with { Width = 192, Heads = [6, 12, 24, 48] };

    private static readonly (string Name, SwinSettings Settings)[] Table =
    [
        ("swin_tiny_patch4_window7_224", Tiny),
        ("swin_small_patch4_window7_224", Small),
        ("swin_base_patch4_window7_224", Base),
        ("swin_base_patch4_window12_384", Window(Base, 12, 384)),
        ("swin_large_patch4_window7_224", Large),
        ("swin_large_patch4_window12_384", Window(Large, 12, 384)),

        // Found by search (Chen et al. 2021).
        ("swin_s3_tiny_224", Tiny with { Windows = [7, 7, 14, 7] }),
        ("swin_s3_small_224", Small with { Windows = [14, 14, 14, 7] }),
        ("swin_s3_base_224", Tiny with { Depths = [2, 2, 30, 2], Windows = [7, 7, 14, 7] }),
    ];

    private static readonly (string Name, SwinSettings Settings)[] SecondTable =
    [
        ("swinv2_tiny_window8_256", Window(Tiny, 8, 256)),
        ("swinv2_tiny_window16_256", Window(Tiny, 16, 256)),
        ("swinv2_small_window8_256", Window(Small, 8, 256)),
        ("swinv2_small_window16_256", Window(Small, 16, 256)),
        ("swinv2_base_window8_256", Window(Base, 8, 256)),
        ("swinv2_base_window16_256", Window(Base, 16, 256)),
        ("swinv2_base_window12_192", Window(Base, 12, 192)),
        ("swinv2_base_window12to16_192to256", FromWindow12(Window(Base, 16, 256))),
        ("swinv2_base_window12to24_192to384", FromWindow12(Window(Base, 24, 384))),
        ("swinv2_large_window12_192", Window(Large, 12, 192)),
        ("swinv2_large_window12to16_192to256", FromWindow12(Window(Large, 16, 256))),
        ("swinv2_large_window12to24_192to384", FromWindow12(Window(Large, 24, 384))),
    ];

    /// <summary>The first version.</summary>
    public static ModelFamily Family { get; } = new("swin_transformer", [.. Table.Select(Variant)]);

    /// <summary>The second version.</summary>
    public static ModelFamily SecondFamily { get; } =
        new("swin_transformer_v2", [.. SecondTable.Select(row => Variant((row.Name, row.Settings with { IsSecondVersion = true })))]);

    private static ModelVariant Variant((string Name, SwinSettings Settings) row) =>
        new(row.Name, options => new SwinTransformer(row.Settings, options));

    private static SwinSettings Window(SwinSettings settings, int window, int imageSize) =>
        settings with { Windows = [window, window, window, window], ImageSize = imageSize };

    /// <summary>Trained with windows of 12 and tuned with larger ones; the last stage's were 6 for lack of places.</summary>
    private static SwinSettings FromWindow12(SwinSettings settings) => settings with { TrainedWindows = [12, 12, 12, 6] };
}
