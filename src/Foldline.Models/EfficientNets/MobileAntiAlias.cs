namespace Foldline.Models.EfficientNets;

/// <summary>What subsamples in place of a strided convolution.</summary>
internal enum MobileAntiAlias
{
    /// <summary>The convolution keeps its stride.</summary>
    None,

    /// <summary>Average pooling.</summary>
    Average,

    /// <summary>Binomial blur with zeros around the map.</summary>
    Blur,
}
