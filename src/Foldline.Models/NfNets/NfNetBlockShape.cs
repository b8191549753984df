namespace Foldline.Models.NfNets;

/// <summary>Where a block stands.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="Stride">Stride.</param>
/// <param name="BottleRatio">Channels between for each of the output, or of the input in RegNets.</param>
/// <param name="ExpectedVariance">Variance of the input at the start of training; the block divides by its root.</param>
/// <param name="DropPath">Probability of being dropped.</param>
internal readonly record struct NfNetBlockShape(int InChannels, int OutChannels, int Stride, double BottleRatio, double ExpectedVariance, double DropPath);
