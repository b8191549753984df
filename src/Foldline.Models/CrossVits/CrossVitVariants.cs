namespace Foldline.Models.CrossVits;

/// <summary>The table of CrossViTs, after timm's <c>crossvit.py</c>; a dagger is a stem of convolutions.</summary>
internal static class CrossVitVariants
{
    private static readonly CrossVitSettings Tiny = new() { Width = 96, Heads = 3, Depth = 4, Expansion = 4 };
    private static readonly CrossVitSettings Nine = new() { Width = 128, Heads = 4, Depth = 3 };
    private static readonly CrossVitSettings Fifteen = new() { Width = 192, Heads = 6, Depth = 5 };
    private static readonly CrossVitSettings Eighteen = new() { Width = 224, Heads = 7, Depth = 6 };

    private static readonly (string Name, CrossVitSettings Settings)[] Table =
    [
        ("crossvit_tiny_240", Tiny),
        ("crossvit_small_240", Tiny with { Width = 192, Heads = 6 }),
        ("crossvit_base_240", Tiny with { Width = 384, Heads = 12 }),
        ("crossvit_9_240", Nine),
        ("crossvit_15_240", Fifteen),
        ("crossvit_18_240", Eighteen),
        ("crossvit_9_dagger_240", Dagger(Nine)),
        ("crossvit_15_dagger_240", Dagger(Fifteen)),
        ("crossvit_15_dagger_408", Large(Dagger(Fifteen))),
        ("crossvit_18_dagger_240", Dagger(Eighteen)),
        ("crossvit_18_dagger_408", Large(Dagger(Eighteen))),
    ];

    public static ModelFamily Family { get; } =
        new("crossvit", [.. Table.Select(row => new ModelVariant(row.Name, options => new CrossVit(row.Settings, options)))]);

    private static CrossVitSettings Dagger(CrossVitSettings settings) => settings with { HasConvStem = true };

    private static CrossVitSettings Large(CrossVitSettings settings) => settings with { ImageSizes = (408, 384) };
}
