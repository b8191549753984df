namespace Foldline.Models.Pits;

/// <summary>The table of PiTs, after timm's <c>pit.py</c>.</summary>
internal static class PitVariants
{
    private static readonly (string Name, PitSettings Settings)[] Table =
    [
        ("pit_b", new() { HeadChannels = 64, Heads = [4, 8, 16], Depths = [3, 6, 4], Stride = 7 }),
        ("pit_s", new() { HeadChannels = 48, Heads = [3, 6, 12] }),
        ("pit_xs", new() { HeadChannels = 48, Heads = [2, 4, 8] }),
        ("pit_ti", new() { HeadChannels = 32, Heads = [2, 4, 8] }),
    ];

    public static ModelFamily Family { get; } = new("pit", [.. Table.SelectMany(row => Both(row.Name, row.Settings))]);

    private static ModelVariant[] Both(string name, PitSettings settings) =>
    [
        new($"{name}_224", options => new Pit(settings, options)),
        new($"{name}_distilled_224", options => new Pit(settings with { IsDistilled = true }, options)),
    ];
}
