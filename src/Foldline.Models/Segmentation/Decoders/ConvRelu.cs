using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Convolution that keeps the size, batch normalisation if wanted (else a bias), ReLU.</summary>
internal sealed class ConvRelu(int inChannels, int outChannels, int kernelSize, bool batchNorm = true) : Sequential(
    new Conv2d(inChannels, outChannels, kernelSize, new Conv2dOptions { Padding = kernelSize / 2, Bias = !batchNorm }),
    batchNorm ? new BatchNorm2d(outChannels) : new Identity(),
    new Activation(ActivationKind.Relu));
