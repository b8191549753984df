using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformerHybrids;

/// <summary>A convolutional network whose last map a transformer takes.</summary>
/// <param name="Module">The network.</param>
/// <param name="Forward">Images to the map.</param>
/// <param name="Channels">Channels of the map.</param>
/// <param name="Reduction">Side length of the images divided by that of the map; a rest makes one more place.</param>
/// <param name="FirstConv">Name of the first convolution in the network.</param>
internal sealed record HybridBackbone(Module Module, Func<Tensor, Tensor> Forward, int Channels, int Reduction, string FirstConv);
