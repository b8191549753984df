namespace Foldline.Models.EdgeNexts;

/// <summary>What tells one EdgeNeXt from another.</summary>
internal sealed record EdgeNextSettings
{
    /// <summary>Blocks a stage; the last of every stage but the first has attention.</summary>
    public int[] Depths { get; init; } = [3, 3, 9, 3];

    /// <summary>Channels a stage.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Kernel of the depthwise convolutions, a stage.</summary>
    public int[] KernelSizes { get; } = [3, 5, 7, 9];

    /// <summary>Groups of channels before the attention, a stage.</summary>
    public int[] Scales { get; } = [2, 2, 3, 4];

    /// <summary>Stages whose attention knows the places.</summary>
    public bool[] PositionEmbeddings { get; } = [false, true, false, false];

    /// <summary>Heads of the attention.</summary>
    public int Heads { get; init; } = 8;

    /// <summary>The stem is one convolution of overlapping patches, and a stage's first block shrinks the map.</summary>
    public bool Overlap { get; init; }

    /// <summary>Convolutions have biases.</summary>
    public bool ConvBias { get; init; } = true;
}
