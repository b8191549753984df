using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.CspNets;

/// <summary>What tells one network from another.</summary>
internal sealed record CspSettings
{
    /// <summary>Channels of the first convolutions; the first has stride 2 unless <see cref="StemStride"/> is 1.</summary>
    public required int[] StemWidths { get; init; }

    /// <summary>Kernel of the first convolutions.</summary>
    public int StemKernelSize { get; init; } = 3;

    /// <summary>Padding of the first convolution; null: the one that keeps the size.</summary>
    public int? StemPadding { get; init; }

    /// <summary>1, 2, or 4 with max pooling.</summary>
    public int StemStride { get; init; } = 1;

    /// <summary>The stages.</summary>
    public required CspStage[] Stages { get; init; }

    /// <summary>How the blocks of a stage are connected.</summary>
    public CspStageKind StageKind { get; init; }

    /// <summary>The blocks.</summary>
    public CspBlockKind BlockKind { get; init; } = CspBlockKind.Dark;

    /// <summary>Whether average pooling and a 1×1 convolution stand at the start of a stage instead of a strided 3×3 convolution.</summary>
    public bool AverageDown { get; init; }

    /// <summary>Whether that convolution already has the stage's channels.</summary>
    public bool DownGrowth { get; init; }

    /// <summary>Whether the channels are split without activation.</summary>
    public bool CrossLinear { get; init; }

    /// <summary>Reduced channels of squeeze-and-excitation in the blocks; 0: none.</summary>
    public double AttentionRatio { get; init; }

    /// <summary>Whether the last stage's output is a feature map.</summary>
    public bool HasLastMap { get; init; } = true;

    /// <summary>Normalisation and activation.</summary>
    public NormAct Norm { get; init; } = new(Activation: ActivationKind.LeakyRelu);
}
