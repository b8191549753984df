namespace Foldline.Models.XceptionAligneds;

/// <summary>What tells one aligned Xception from another.</summary>
internal sealed record AlignedSettings
{
    /// <summary>Blocks before the middle ones.</summary>
    public required AlignedBlockSettings[] Entry { get; init; }

    /// <summary>Number of blocks that keep 728 channels.</summary>
    public required int Middle { get; init; }

    /// <summary>Norms and activations come before the convolutions.</summary>
    public bool PreActivation { get; init; }

    /// <summary>Added to the variance by batch normalisation.</summary>
    public double Epsilon { get; init; } = 1e-3;

    /// <summary>All blocks.</summary>
    public AlignedBlockSettings[] Blocks =>
    [
        .. Entry,
        .. Enumerable.Repeat(new AlignedBlockSettings([728, 728, 728], 1), Middle),
        new([728, 1024, 1024], 2),
        new([1536, 1536, 2048], 1, IsLast: true),
    ];
}
