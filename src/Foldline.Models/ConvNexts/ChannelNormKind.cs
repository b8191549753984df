namespace Foldline.Models.ConvNexts;

/// <summary>Norms over the channels of a place.</summary>
internal enum ChannelNormKind
{
    /// <summary>Layer normalisation.</summary>
    Layer,

    /// <summary>Divides by the root mean square.</summary>
    RootMeanSquare,

    /// <summary>Divides by the standard deviation.</summary>
    Deviation,
}
