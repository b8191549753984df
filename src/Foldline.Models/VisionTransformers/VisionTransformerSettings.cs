using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformers;

/// <summary>What tells one vision transformer from another; the defaults are those of the base size.</summary>
internal sealed record VisionTransformerSettings
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

    /// <summary>How blocks are put together.</summary>
    public BlockKind Block { get; init; }

    /// <summary>The feed-forward branch.</summary>
    public FeedForwardKind FeedForward { get; init; }

    /// <summary>Whether attention is the difference of two (Ye et al. 2024).</summary>
    public bool DifferentialAttention { get; init; }

    /// <summary>Activation of the feed-forward branch.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Gelu;

    /// <summary>Whether queries, keys and values have a bias.</summary>
    public bool QkvBias { get; init; } = true;

    /// <summary>Whether the outputs of attention and the feed-forward layers have biases.</summary>
    public bool OutputBias { get; init; } = true;

    /// <summary>Whether queries and keys are normed.</summary>
    public bool QkNorm { get; init; }

    /// <summary>Whether there are norms before the last product of each branch (Wang et al. 2022, BEiT-3).</summary>
    public bool InnerNorms { get; init; }

    /// <summary>First factor of the branches' channels; null for none.</summary>
    public double? LayerScale { get; init; }

    /// <summary>Norm by the root mean square instead of layer normalisation.</summary>
    public bool RmsNorm { get; init; }

    /// <summary>Added to the variance by norms.</summary>
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>Whether the patches' tokens are normed at once.</summary>
    public bool PatchNorm { get; init; }

    /// <summary>Whether there is a norm before the blocks (CLIP).</summary>
    public bool EntryNorm { get; init; }

    /// <summary>Whether there is a norm behind the blocks or the pooling.</summary>
    public bool FinalNorm { get; init; } = true;

    /// <summary>Whether the final norm is behind the pooling; null does so for means and maxima.</summary>
    public bool? NormAfterPool { get; init; }

    /// <summary>Whether there is a class token.</summary>
    public bool ClassToken { get; init; } = true;

    /// <summary>Whether there is a distillation token with a head of its own (Touvron et al. 2020).</summary>
    public bool Distilled { get; init; }

    /// <summary>Register tokens (Darcet et al. 2023).</summary>
    public int Registers { get; init; }

    /// <summary>Whether the tokens before the patches have position embeddings.</summary>
    public bool EmbedPrefix { get; init; } = true;

    /// <summary>How tokens become one vector.</summary>
    public GlobalPoolKind Pool { get; init; } = GlobalPoolKind.Token;

    /// <summary>Whether attention pooling sees the tokens before the patches too.</summary>
    public bool PoolPrefix { get; init; }

    /// <summary>Whether stored position embeddings are fitted bilinearly without antialiasing (Beyer et al. 2023, FlexiViT).</summary>
    public bool BilinearPositions { get; init; }
}
