namespace Foldline.Models.MlpMixers;

/// <summary>What tells one mixer from another.</summary>
internal sealed record MlpMixerSettings
{
    /// <summary>Side of the images for which the network is built.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Side of a patch.</summary>
    public int PatchSize { get; init; } = 16;

    /// <summary>Channels of a token.</summary>
    public required int Width { get; init; }

    /// <summary>Blocks.</summary>
    public required int Depth { get; init; }

    /// <summary>How a block mixes tokens.</summary>
    public MixerBlockKind Block { get; init; }

    /// <summary>Hidden channels of the branch across tokens for each channel.</summary>
    public double TokenRatio { get; init; } = 0.5;

    /// <summary>Hidden channels of the branch across channels for each channel.</summary>
    public double ChannelRatio { get; init; } = 4;

    /// <summary>First factor of the branches' channels in ResMLP.</summary>
    public double LayerScale { get; init; } = 1e-4;
}
