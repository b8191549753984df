namespace Foldline.Models.ResNets;

/// <summary>What subsamples after a convolution of stride 1, in place of a strided convolution.</summary>
internal enum AntiAliasKind
{
    /// <summary>The convolution keeps its stride.</summary>
    None,

    /// <summary>Average pooling.</summary>
    Average,

    /// <summary>Binomial blur.</summary>
    Blur,
}
