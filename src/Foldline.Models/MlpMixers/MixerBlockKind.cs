namespace Foldline.Models.MlpMixers;

/// <summary>How a block mixes tokens.</summary>
internal enum MixerBlockKind
{
    /// <summary>A feed-forward branch across the tokens (Tolstikhin et al. 2021).</summary>
    Mixer,

    /// <summary>The same, with gates in all feed-forward branches.</summary>
    Gated,

    /// <summary>One linear layer across the tokens, no norms but learned scales and shifts (Touvron et al. 2021, ResMLP).</summary>
    Residual,

    /// <summary>Half of the channels, mixed across the tokens, gate the other half (Liu et al. 2021, gMLP).</summary>
    SpatialGate,
}
