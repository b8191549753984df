namespace Foldline.Models.XceptionAligneds;

/// <summary>The table of aligned Xceptions, after timm's <c>xception_aligned.py</c>.</summary>
internal static class XceptionAlignedVariants
{
    private static readonly AlignedBlockSettings[] Entry = [Block(128, 2), Block(256, 2), Block(728, 2)];
    private static readonly AlignedBlockSettings[] LongEntry = [Block(128, 2), Block(256, 1), Block(256, 2), Block(728, 1), Block(728, 2)];

    private static readonly (string Name, AlignedSettings Settings)[] Table =
    [
        ("xception41", new() { Entry = Entry, Middle = 8 }),
        ("xception65", new() { Entry = Entry, Middle = 16 }),
        ("xception71", new() { Entry = LongEntry, Middle = 16 }),
        ("xception41p", new() { Entry = Entry, Middle = 8, PreActivation = true, Epsilon = 1e-5 }),
        ("xception65p", new() { Entry = Entry, Middle = 16, PreActivation = true }),
    ];

    public static ModelFamily Family { get; } =
        new("xception_aligned", [.. Table.Select(row => new ModelVariant(row.Name, options => new XceptionAligned(row.Settings, options)))]);

    private static AlignedBlockSettings Block(int width, int stride) => new([width, width, width], stride);
}
