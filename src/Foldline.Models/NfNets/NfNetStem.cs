namespace Foldline.Models.NfNets;

/// <summary>First convolutions of the network.</summary>
internal enum NfNetStem
{
    /// <summary>A 3×3 convolution.</summary>
    Small,

    /// <summary>A 7×7 convolution and max pooling.</summary>
    Pooled,

    /// <summary>Four 3×3 convolutions of growing channels.</summary>
    Quad,
}
