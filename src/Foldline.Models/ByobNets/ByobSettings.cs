using Foldline.Models.Layers;

namespace Foldline.Models.ByobNets;

/// <summary>What tells one network from another.</summary>
internal sealed record ByobSettings
{
    /// <summary>Blocks a stage.</summary>
    public required IReadOnlyList<ByobBlock>[] Stages { get; init; }

    /// <summary>Shortcuts where the shape changes.</summary>
    public ByobShortcut Shortcut { get; init; } = ByobShortcut.Convolution;

    /// <summary>First convolutions.</summary>
    public ByobStemKind Stem { get; init; }

    /// <summary>How the stem halves the size a second time.</summary>
    public ByobStemPool StemPool { get; init; }

    /// <summary>Channels of the stem's output, or of each of a plain stem's convolutions.</summary>
    public int[] StemWidths { get; init; } = [32];

    /// <summary>Multiplies all channels.</summary>
    public double WidthFactor { get; init; } = 1;

    /// <summary>Features of a last 1×1 convolution; 0: none.</summary>
    public int Features { get; init; }

    /// <summary>Normalisation and activation.</summary>
    public NormAct Norm { get; init; } = new();

    /// <summary>Whether average pooling subsamples in the stages instead of strided convolutions.</summary>
    public bool AntiAlias { get; init; }

    /// <summary>Attention inside blocks.</summary>
    public ByobAttention Attention { get; init; }

    /// <summary>Reduced channels of squeeze-and-excitation.</summary>
    public double AttentionRatio { get; init; } = 1.0 / 16;

    /// <summary>What the reduced channels are a multiple of.</summary>
    public int AttentionDivisor { get; init; } = 8;

    /// <summary>A second k×k convolution in bottlenecks.</summary>
    public bool ExtraConv { get; init; }

    /// <summary>Whether the bottle ratio counts from a block's input.</summary>
    public bool BottleIn { get; init; }

    /// <summary>Whether blocks end without activation.</summary>
    public bool LinearOut { get; init; }

    /// <summary>The head.</summary>
    public ByobHead Head { get; init; }

    /// <summary>Length of the head's hidden layer.</summary>
    public int HiddenSize { get; init; }

    /// <summary>Side length of the images for heads that are built for one.</summary>
    public int ImageSize { get; init; } = 224;
}
