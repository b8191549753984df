using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Convolution that keeps the size, with a bias although batch normalisation follows, and a ReLU if wanted; PAN's way.</summary>
internal sealed class ConvNormRelu(int inChannels, int outChannels, int kernelSize, bool relu = true) : NamedSequence(
    ("conv", new Conv2d(inChannels, outChannels, kernelSize, new Conv2dOptions { Padding = kernelSize / 2 })),
    ("bn", new BatchNorm2d(outChannels)),
    ("activation", new Activation(relu ? ActivationKind.Relu : ActivationKind.Identity)));
