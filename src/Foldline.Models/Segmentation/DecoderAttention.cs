namespace Foldline.Models.Segmentation;

/// <summary>Attention in the blocks of U-Net and U-Net++.</summary>
public enum DecoderAttention
{
    /// <summary>None.</summary>
    None,

    /// <summary>Concurrent squeeze and excitation of places and channels (Roy et al. 2018, scSE).</summary>
    Scse,
}
