namespace Foldline.Models.MaxxVits;

/// <summary>What tells one network of convolutions and attention from another.</summary>
internal sealed record MaxxVitSettings
{
    /// <summary>Height and width of the images.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Channels a stage.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Kinds of a stage's blocks; the last one goes on to the stage's end.</summary>
    public MaxxBlockKind[][] Blocks { get; init; } =
    [
        [MaxxBlockKind.Convolution], [MaxxBlockKind.Convolution], [MaxxBlockKind.Transformer], [MaxxBlockKind.Transformer],
    ];

    /// <summary>Channels of the two first convolutions.</summary>
    public required (int First, int Second) Stem { get; init; }

    /// <summary>Biases of the two first convolutions.</summary>
    public bool StemBias { get; init; }

    /// <summary>Convolutional blocks.</summary>
    public ConvolutionSettings Convolution { get; init; } = new();

    /// <summary>Attention blocks.</summary>
    public TransformerSettings Transformer { get; init; } = new();

    /// <summary>Features of the hidden layer before the classifier; 0 for none.</summary>
    public int HeadHidden { get; init; }

    /// <summary>Weights start normal with one deviation instead of by layer.</summary>
    public bool NormalInit { get; init; }
}
