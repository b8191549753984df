namespace Foldline.Models.Layers;

/// <summary>Settings of selective kernels.</summary>
internal sealed record SelectiveKernelOptions
{
    /// <summary>Whether each path takes its share of the input's channels instead of all of them.</summary>
    public bool SplitInput { get; init; } = true;

    /// <summary>Channels of the attention for each of the output.</summary>
    public double Ratio { get; init; } = 1.0 / 16;

    /// <summary>What the attention's channels are a multiple of.</summary>
    public int Divisor { get; init; } = 8;
}
