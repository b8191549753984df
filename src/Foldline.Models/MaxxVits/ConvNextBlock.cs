using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>A ConvNeXt block (Liu et al. 2022): depthwise 7×7, norm, two 1×1 convolutions, learned factors.</summary>
internal sealed class ConvNextBlock : Layer
{
    private const int KernelSize = 7;
    private readonly Layer shortcut;
    private readonly Layer down;
    private readonly Conv2d depthwise;
    private readonly LayerNorm2d norm;
    private readonly ConvMlp mlp;
    private readonly LayerScale2d scale;
    private readonly Layer dropPath;

    public ConvNextBlock(MaxxParts parts, MaxxBlockShape shape)
    {
        var settings = parts.Convolution;
        var (inChannels, outChannels) = (shape.InChannels, shape.OutChannels);
        var poolStride = settings.StrideByPool ? shape.Stride : 1;
        shortcut = Register<Layer>("shortcut", shape.Stride == 1 ? new Identity() : new Downsample(inChannels, outChannels));
        down = Register<Layer>("down", poolStride == 1 ? new Identity() : new Downsample(inChannels, inChannels));
        depthwise = Register("conv_dw", parts.Conv(inChannels, outChannels, KernelSize, shape.Stride / poolStride, inChannels, settings.OutputBias));
        norm = Register("norm", new LayerNorm2d(outChannels, settings.Epsilon));
        mlp = Register("mlp", new ConvMlp((outChannels, MaxxParts.Expansion * outChannels, outChannels), settings.Activation));
        scale = Register("ls", new LayerScale2d(outChannels, settings.LayerScale));
        dropPath = Register("drop_path", new DropPath(shape.DropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        var x = down.Forward(input);
        var branch = depthwise.Forward(x).Then(norm).Then(mlp).Then(scale).Then(dropPath);
        if (!ReferenceEquals(x, input))
            x.Dispose();
        return branch.PlusShortcut(shortcut.Forward(input), input);
    }
}
