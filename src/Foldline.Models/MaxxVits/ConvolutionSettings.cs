using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>How convolutional blocks are made.</summary>
internal sealed record ConvolutionSettings
{
    /// <summary>ConvNeXt blocks instead of inverted residuals.</summary>
    public bool IsConvNext { get; init; }

    /// <summary>The expansion counts from the input's channels instead of the output's.</summary>
    public bool ExpandFromInput { get; init; }

    /// <summary>An activation after the norm that comes first.</summary>
    public bool ActivateFirst { get; init; }

    /// <summary>Biases of the shortcut and of the last convolution.</summary>
    public bool OutputBias { get; init; } = true;

    /// <summary>Pooling shrinks the map instead of the middle convolution.</summary>
    public bool StrideByPool { get; init; }

    /// <summary>Shortcuts shrink by largest values instead of averages.</summary>
    public bool MaxPool { get; init; }

    /// <summary>TensorFlow's "same" padding.</summary>
    public bool SamePadding { get; init; }

    /// <summary>Squeeze-and-excitation before the middle norm instead of behind it.</summary>
    public bool AttendEarly { get; init; }

    /// <summary>Activation of squeeze-and-excitation.</summary>
    public ActivationKind AttentionActivation { get; init; } = ActivationKind.Silu;

    /// <summary>Reduced channels of squeeze-and-excitation for each channel.</summary>
    public double AttentionRatio { get; init; } = 0.25;

    /// <summary>Start of the factors of ConvNeXt branches.</summary>
    public double LayerScale { get; init; } = 1e-6;

    /// <summary>Activation.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Gelu;

    /// <summary>Added to the variance by norms.</summary>
    public double Epsilon { get; init; } = 1e-5;
}
