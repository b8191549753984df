using Foldline.Torch.Nn;

namespace Foldline.Models.ConvMixers;

/// <summary>What tells one ConvMixer from another.</summary>
/// <param name="Width">Channels.</param>
/// <param name="Depth">Blocks.</param>
/// <param name="KernelSize">Kernel of the depthwise convolutions.</param>
/// <param name="PatchSize">Kernel and stride of the first convolution.</param>
/// <param name="Activation">Activation.</param>
internal sealed record ConvMixerSettings(int Width, int Depth, int KernelSize, int PatchSize, ActivationKind Activation = ActivationKind.Gelu);
