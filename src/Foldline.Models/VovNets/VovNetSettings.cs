using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.VovNets;

/// <summary>What tells one VoVNet from another.</summary>
internal sealed record VovNetSettings
{
    /// <summary>Channels of the stem's three convolutions.</summary>
    public int[] StemWidths { get; init; } = [64, 64, 128];

    /// <summary>Channels of the convolutions inside blocks, a stage.</summary>
    public int[] InnerWidths { get; init; } = [128, 160, 192, 224];

    /// <summary>Channels of the blocks' outputs, a stage.</summary>
    public int[] Widths { get; init; } = [256, 512, 768, 1024];

    /// <summary>Convolutions a block.</summary>
    public int LayersPerBlock { get; init; } = 5;

    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Whether all blocks of a stage but the first have shortcuts.</summary>
    public bool HasShortcuts { get; init; } = true;

    /// <summary>Whether the convolutions inside blocks are depthwise ones followed by 1×1.</summary>
    public bool IsDepthwise { get; init; }

    /// <summary>Attention of each stage's last block.</summary>
    public VovAttention Attention { get; init; } = VovAttention.EffectiveSqueezeExcite;

    /// <summary>Normalisation and activation.</summary>
    public NormAct Norm { get; init; } = new();

    /// <summary>A 3×3 convolution, or the depthwise one and a 1×1.</summary>
    public Layer Conv(int inChannels, int outChannels, int stride = 1) => IsDepthwise
        ? new SeparableConvNormAct(Norm, inChannels, outChannels, stride)
        : new ConvNormAct(Norm, inChannels, outChannels, 3, stride);
}
