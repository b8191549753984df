namespace Foldline.Models;

/// <summary>What a caller chooses about a model; the rest is the architecture's.</summary>
public sealed record ModelOptions
{
    /// <summary>Number of classes; 0 leaves the classifier out, so that the model gives pooled features.</summary>
    public int NumClasses { get; init; } = 1000;

    /// <summary>Channels of the images.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Probability of dropout before the classifier while training, in [0, 1).</summary>
    public double DropRate { get; init; }

    /// <summary>Probability of dropping the last residual branch while training; earlier ones less, linearly. In [0, 1).</summary>
    public double DropPathRate { get; init; }
}
