using Foldline.Torch.Nn;

namespace Foldline.Models.Dpns;

/// <summary>What tells one dual path network from another.</summary>
internal sealed record DpnSettings
{
    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels that each block of a stage adds to the dense path.</summary>
    public required int[] Increments { get; init; }

    /// <summary>Channels of the first stage's 3×3 convolutions; doubled from stage to stage.</summary>
    public required int Width { get; init; }

    /// <summary>Groups of the 3×3 convolutions.</summary>
    public int Groups { get; init; } = 32;

    /// <summary>Channels of the stem.</summary>
    public required int StemWidth { get; init; }

    /// <summary>A 3×3 convolution in the stem instead of 7×7, and a residual path of a quarter of the channels.</summary>
    public bool Small { get; init; }

    /// <summary>Whether two convolutions end a block, one for each path, instead of one for both.</summary>
    public bool SeparateEnds { get; init; }

    /// <summary>Activation in the stem and at the end of the features; blocks have ReLUs.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Relu;
}
