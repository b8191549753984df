namespace Foldline.Models.MobileVits;

/// <summary>What tells one MobileViT from another.</summary>
internal sealed record MobileVitSettings
{
    /// <summary>Channels of the first convolution.</summary>
    public required int Stem { get; init; }

    /// <summary>Channels of the five stages.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Channels of the last three stages' transformers.</summary>
    public required int[] TransformerWidths { get; init; }

    /// <summary>Inverted residuals of the second stage.</summary>
    public int SecondDepth { get; init; } = 3;

    /// <summary>Expansion of inverted residuals.</summary>
    public double Expansion { get; init; } = 4;

    /// <summary>Channels of the last feature map; 0: no convolution behind the stages.</summary>
    public int Features { get; init; }

    /// <summary>Second version: attention of linear cost.</summary>
    public bool IsSecondVersion { get; init; }
}
