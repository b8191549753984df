using Foldline.Models.Heads;
using Foldline.Torch.Nn;

namespace Foldline.Models;

/// <summary>What a caller chooses about a model; the rest is the architecture's.</summary>
public sealed record ModelOptions
{
    /// <summary>Number of classes; 0 leaves the classifier out, so that the model gives pooled features.</summary>
    public int NumClasses { get; init; } = 1000;

    /// <summary>What stands in place of the architecture's classifier; null leaves that.</summary>
    public HeadOptions? Head { get; init; }

    /// <summary>Channels of the images.</summary>
    public int InChannels { get; init; } = 3;

    /// <summary>Probability of dropout before the classifier while training, in [0, 1).</summary>
    public double DropRate { get; init; }

    /// <summary>Probability of dropping the last residual branch while training; earlier ones less, linearly. In [0, 1).</summary>
    public double DropPathRate { get; init; }

    /// <summary>
    /// Height and width of the images for networks that are built for one size (transformers with position embeddings, windows);
    /// null is the architecture's own size. Others take any size and do not look at it.
    /// </summary>
    public Size2? ImageSize { get; init; }

    /// <summary>How the last feature map becomes one vector; null is the architecture's own way.</summary>
    public GlobalPoolKind? GlobalPool { get; init; }

    /// <summary>
    /// Whether the last norm of every residual branch starts at 0 instead of 1, as in timm. It steadies long trainings; in a short one
    /// from random weights the branches hardly open, since Adam moves a scale by no more than the learning rate a step. Only ResNets
    /// and convolutional networks that are built like them look at it.
    /// </summary>
    public bool ZeroInitLast { get; init; } = true;
}
