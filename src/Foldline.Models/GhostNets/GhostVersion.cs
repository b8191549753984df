namespace Foldline.Models.GhostNets;

/// <summary>Versions of GhostNet.</summary>
internal enum GhostVersion
{
    /// <summary>Han et al. 2020.</summary>
    V1,

    /// <summary>Tang et al. 2022: the expansions get attention along rows and columns.</summary>
    V2,

    /// <summary>Liu et al. 2024: V2 with several convolutions side by side while training.</summary>
    V3,
}
