using Foldline.Torch.Nn;

namespace Foldline.Models.ConvNexts;

/// <summary>What tells one ConvNeXt from another.</summary>
internal sealed record ConvNextSettings
{
    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels a stage.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Kernel of the depthwise convolutions, a stage.</summary>
    public int[] KernelSizes { get; init; } = [7, 7, 7, 7];

    /// <summary>First convolutions.</summary>
    public ConvNextStem Stem { get; init; }

    /// <summary>Norm over channels.</summary>
    public ChannelNormKind Norm { get; init; }

    /// <summary>Added to the variance by the norms.</summary>
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>Activation of the blocks.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Gelu;

    /// <summary>1×1 convolutions in the blocks instead of linear layers over permuted maps: the same numbers, other shapes of weights.</summary>
    public bool ConvMlp { get; init; }

    /// <summary>Version 2: global response normalisation instead of a scale for each channel of a branch.</summary>
    public bool GlobalResponse { get; init; }

    /// <summary>Normalise before pooling instead of after.</summary>
    public bool HeadNormFirst { get; init; }

    /// <summary>Length of a hidden layer before the classifier; 0 for none.</summary>
    public int HeadHidden { get; init; }
}
