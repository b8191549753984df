using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>How a warp reads between and beyond pixels.</summary>
public sealed record WarpOptions
{
    /// <summary>How values between pixels are found.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Linear;

    /// <summary>What lies outside the picture.</summary>
    public BorderMode Border { get; init; } = BorderMode.Reflect101;

    /// <summary>
    /// Value outside with <see cref="BorderMode.Constant"/>, in the units of the pixels: none (0), one number for all channels or
    /// one a channel (channels beyond the list get 0).
    /// </summary>
    public ImmutableArray<double> Fill { get; init; } = [];

    /// <summary>Whether every channel is treated the same, so that a grey picture may be repeated afterwards.</summary>
    public bool TreatsChannelsAlike => Border != BorderMode.Constant || Fill.Length <= 1 || Fill.All(value => value == Fill[0]);

    internal double[] FillFor(int channels)
    {
        var fill = new double[channels];
        if (Fill.Length == 1)
            Array.Fill(fill, Fill[0]);
        else
            Fill.AsSpan()[..Math.Min(channels, Fill.Length)].CopyTo(fill);
        return fill;
    }
}
