namespace Foldline.Models.ByobNets;

/// <summary>How the stem halves the size a second time.</summary>
internal enum ByobStemPool
{
    /// <summary>By the stride of its last convolution, if it has several.</summary>
    None,

    /// <summary>By the largest value of 3×3 places.</summary>
    Max,

    /// <summary>By the mean of 2×2 places.</summary>
    Average,
}
