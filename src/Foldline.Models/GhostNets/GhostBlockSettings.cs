namespace Foldline.Models.GhostNets;

/// <summary>A block at width 1.</summary>
/// <param name="KernelSize">Kernel of the depthwise convolutions.</param>
/// <param name="Expanded">Channels between the two ghost modules.</param>
/// <param name="Channels">Channels of the output.</param>
/// <param name="SqueezeRatio">Reduced channels of attention; 0 for none.</param>
/// <param name="Stride">Stride.</param>
internal readonly record struct GhostBlockSettings(int KernelSize, int Expanded, int Channels, double SqueezeRatio, int Stride);
