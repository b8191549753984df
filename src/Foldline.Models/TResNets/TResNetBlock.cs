using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.TResNets;

/// <summary>What both kinds of block share: the shortcut, which is the first child in the state dict, and what follows the branch.</summary>
internal abstract class TResNetBlock : Layer
{
    private const double Slope = 1e-3;
    private readonly Layer shortcut;
    private readonly DropPath dropPath;
    private readonly Activation act = new(ActivationKind.Relu);

    protected TResNetBlock(TResNetShape shape, int outChannels)
    {
        shortcut = Register("downsample", Downsample(shape, outChannels));
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
        LastNorm = new BatchNormAct2d(outChannels, ActivationKind.Identity);
    }

    /// <summary>Batch normalisation at the end of the branch; training starts with its weight at 0.</summary>
    public BatchNorm2d LastNorm { get; }

    public sealed override Tensor Forward(Tensor input) =>
        Branch(input).Then(dropPath).PlusShortcut(shortcut.Forward(input), input).Then(act);

    /// <summary>The convolutions and the attention.</summary>
    protected abstract Tensor Branch(Tensor input);

    /// <summary>A convolution with a norm and a leaky ReLU; a blur takes its stride.</summary>
    protected static ConvNormAct Conv(int inChannels, int outChannels, int kernelSize, int stride = 1) => new(
        Convolutions.Conv(inChannels, outChannels, kernelSize),
        new BatchNormAct2d(outChannels, new LeakyRelu(Slope)),
        stride > 1 ? new BlurPool2d(outChannels, stride) : null);

    private static Layer Downsample(TResNetShape shape, int outChannels)
    {
        if (shape.Stride == 1 && shape.InChannels == outChannels)
            return new Identity();
        var convolution = new ConvNormAct(shape.InChannels, outChannels, activation: ActivationKind.Identity);
        return shape.Stride == 1
            ? new Sequential(convolution)
            : new Sequential(new AvgPool2d(2, 2, ceilMode: true, countIncludePad: false), convolution);
    }
}
