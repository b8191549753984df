namespace Foldline.Pipelines.Bundles;

/// <summary>A fold's weights in a bundle.</summary>
/// <param name="Fold">Fold number from 0.</param>
/// <param name="Epoch">Epoch that the weights are from.</param>
/// <param name="File">Name of the <c>.safetensors</c> file.</param>
/// <param name="Digest">SHA-256 of the file, hexadecimal.</param>
internal sealed record BundleWeights(int Fold, int Epoch, string File, string Digest);
