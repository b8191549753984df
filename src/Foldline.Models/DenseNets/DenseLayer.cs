using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.DenseNets;

/// <summary>Norm, ReLU and a 1×1 convolution, norm, ReLU and a 3×3 convolution: the new channels of a dense block.</summary>
internal sealed class DenseLayer : Layer
{
    private const int Bottleneck = 4;
    private readonly BatchNormAct2d norm1;
    private readonly Conv2d conv1;
    private readonly BatchNormAct2d norm2;
    private readonly Conv2d conv2;

    public DenseLayer(int inChannels, int growthRate)
    {
        norm1 = Register("norm1", new BatchNormAct2d(inChannels));
        conv1 = Register("conv1", Convolutions.Conv(inChannels, Bottleneck * growthRate, 1));
        norm2 = Register("norm2", new BatchNormAct2d(Bottleneck * growthRate));
        conv2 = Register("conv2", Convolutions.Conv(Bottleneck * growthRate, growthRate, 3));
    }

    public override Tensor Forward(Tensor input) => norm1.Forward(input).Then(conv1).Then(norm2).Then(conv2);
}
