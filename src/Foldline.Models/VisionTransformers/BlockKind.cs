namespace Foldline.Models.VisionTransformers;

/// <summary>How attention and feed-forward branches are put together.</summary>
internal enum BlockKind
{
    /// <summary>Norm, attention; norm, feed-forward (Dosovitskiy et al. 2021).</summary>
    PreNorm,

    /// <summary>Attention, norm; feed-forward, norm.</summary>
    PostNorm,

    /// <summary>Attention and feed-forward side by side behind one norm and one product (Dehghani et al. 2023).</summary>
    Parallel,

    /// <summary>The same with differential attention.</summary>
    DifferentialParallel,

    /// <summary>Two attentions side by side, then two feed-forward branches side by side (Touvron et al. 2022).</summary>
    Pairs,
}
