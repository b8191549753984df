namespace Foldline.Models.MetaFormers;

/// <summary>Over what a norm takes mean and variance.</summary>
internal enum NormScope
{
    /// <summary>All places and channels of a map [N, C, H, W].</summary>
    Sample,

    /// <summary>The channels of each place of a map [N, C, H, W].</summary>
    Place,

    /// <summary>The channels of each token [N, tokens, C].</summary>
    Token,
}
