namespace Foldline.Models.InceptionNexts;

/// <summary>What tells one InceptionNeXt from another.</summary>
internal sealed record InceptionNextSettings
{
    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels a stage.</summary>
    public int[] Widths { get; init; } = [96, 192, 384, 768];

    /// <summary>Length of the band kernels.</summary>
    public int Band { get; init; } = 11;

    /// <summary>Share of the channels in each convolved branch.</summary>
    public double BranchRatio { get; init; } = 0.125;
}
