using Foldline.Torch.Nn;

namespace Foldline.Models.Evas;

/// <summary>What tells one network of the EVA kind from another; the defaults are those of the base size.</summary>
internal sealed record EvaSettings
{
    /// <summary>Side of the images for which the network is built.</summary>
    public int ImageSize { get; init; } = 224;

    /// <summary>Side of a patch.</summary>
    public int PatchSize { get; init; } = 16;

    /// <summary>Channels of a token.</summary>
    public int Width { get; init; } = 768;

    /// <summary>Blocks.</summary>
    public int Depth { get; init; } = 12;

    /// <summary>Heads of each attention.</summary>
    public int Heads { get; init; } = 12;

    /// <summary>Hidden channels of the feed-forward branch for each channel.</summary>
    public double MlpRatio { get; init; } = 4;

    /// <summary>How queries, keys and values are made.</summary>
    public QkvKind Qkv { get; init; }

    /// <summary>Whether they have biases.</summary>
    public bool QkvBias { get; init; } = true;

    /// <summary>Whether the feed-forward branch has gates.</summary>
    public bool SwiGlu { get; init; }

    /// <summary>Rounds the hidden channels of SwiGLU up to a multiple; 0 does not.</summary>
    public int SwiGluMultiple { get; init; }

    /// <summary>Whether there is a norm before the last layer of the feed-forward branch.</summary>
    public bool FeedForwardNorm { get; init; }

    /// <summary>Whether there is a norm before the last layer of the attention.</summary>
    public bool AttentionNorm { get; init; }

    /// <summary>Whether each branch is followed by its norm instead of behind it.</summary>
    public bool PostNorm { get; init; }

    /// <summary>First factor of the branches' channels; null for none.</summary>
    public double? LayerScale { get; init; }

    /// <summary>Added to the variance by norms.</summary>
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>Whether there is a class token.</summary>
    public bool ClassToken { get; init; } = true;

    /// <summary>Register tokens.</summary>
    public int Registers { get; init; }

    /// <summary>Whether there are learned position embeddings.</summary>
    public bool Positions { get; init; } = true;

    /// <summary>Whether the tokens before the patches have some too.</summary>
    public bool EmbedPrefix { get; init; } = true;

    /// <summary>Rotary position embeddings.</summary>
    public RotaryKind Rotary { get; init; }

    /// <summary>Ratio of their highest to their lowest frequency.</summary>
    public double RotaryTemperature { get; init; } = 10000;

    /// <summary>Added to rows and columns.</summary>
    public double RotaryOffset { get; init; }

    /// <summary>Whether columns come before rows.</summary>
    public bool RotaryColumnsFirst { get; init; }

    /// <summary>Side of the grid of the pre-training; null leaves places as they are.</summary>
    public Size2? RotaryReference { get; init; }

    /// <summary>Whether there is a norm before the blocks.</summary>
    public bool EntryNorm { get; init; }

    /// <summary>Whether there is a norm behind the blocks; null where there is none behind the pooling.</summary>
    public bool? ExitNorm { get; init; }

    /// <summary>Whether there is a norm behind the pooling; null for means only.</summary>
    public bool? NormAfterPool { get; init; }

    /// <summary>How tokens become one vector.</summary>
    public GlobalPoolKind Pool { get; init; } = GlobalPoolKind.Average;

    /// <summary>Heads of attention pooling; null as in the blocks.</summary>
    public int? PoolHeads { get; init; }

    /// <summary>Hidden channels of attention pooling for each channel; null as in the blocks.</summary>
    public double? PoolMlpRatio { get; init; }
}
