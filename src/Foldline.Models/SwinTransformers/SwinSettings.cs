namespace Foldline.Models.SwinTransformers;

/// <summary>What tells one Swin Transformer from another.</summary>
internal sealed record SwinSettings
{
    /// <summary>Height and width of the images.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Channels of the first stage; each further one has twice as many.</summary>
    public required int Width { get; init; }

    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Attention heads a stage.</summary>
    public required int[] Heads { get; init; }

    /// <summary>Side length of the windows, one a stage.</summary>
    public int[] Windows { get; init; } = [7, 7, 7, 7];

    /// <summary>Second version: cosine attention, biases from a network of the offsets, norms behind the branches.</summary>
    public bool IsSecondVersion { get; init; }

    /// <summary>Second version: windows of the training whose offsets scale those of these windows; 0 is the own window.</summary>
    public int[] TrainedWindows { get; init; } = [0, 0, 0, 0];
}
