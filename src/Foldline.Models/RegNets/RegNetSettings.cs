using Foldline.Models.Layers;

namespace Foldline.Models.RegNets;

/// <summary>What tells one RegNet from another: a line of widths, quantised to powers of a multiplier, and the blocks.</summary>
internal sealed record RegNetSettings
{
    /// <summary>Blocks in all.</summary>
    public required int Depth { get; init; }

    /// <summary>Width of the first block.</summary>
    public required int InitialWidth { get; init; }

    /// <summary>Growth of the width from block to block.</summary>
    public required double WidthSlope { get; init; }

    /// <summary>Widths are the initial one times powers of this.</summary>
    public required double WidthMultiplier { get; init; }

    /// <summary>Channels a group of the 3×3 convolutions.</summary>
    public required int GroupSize { get; init; }

    /// <summary>Channels of the 3×3 convolution for each of the block's output.</summary>
    public double BottleRatio { get; init; } = 1;

    /// <summary>Reduced channels of squeeze-and-excitation for each of the block's input; 0: none.</summary>
    public double SqueezeRatio { get; init; }

    /// <summary>Least share of a width that rounding to whole groups may leave, where it rounds down only so far; 0: to the nearest.</summary>
    public double GroupRoundLimit { get; init; }

    /// <summary>Channels of the first convolution.</summary>
    public int StemWidth { get; init; } = 32;

    /// <summary>Shortcuts where the shape changes.</summary>
    public RegNetShortcut Shortcut { get; init; } = RegNetShortcut.Convolution;

    /// <summary>Whether blocks end without activation.</summary>
    public bool LinearOut { get; init; }

    /// <summary>Whether norms come before convolutions.</summary>
    public bool PreActivation { get; init; }

    /// <summary>Features of a last 1×1 convolution; 0: none.</summary>
    public int Features { get; init; }

    /// <summary>Normalisation and activation.</summary>
    public NormAct Norm { get; init; } = new();
}
