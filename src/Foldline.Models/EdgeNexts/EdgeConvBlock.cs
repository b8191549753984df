using Foldline.Models.ConvNexts;
using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EdgeNexts;

/// <summary>A ConvNeXt block; where it shrinks or widens the map, the shortcut starts behind the depthwise convolution.</summary>
internal sealed class EdgeConvBlock : Layer
{
    private const double Epsilon = 1e-6;
    private readonly bool isLateShortcut;
    private readonly Tensor gamma;
    private readonly Layer depthwise;
    private readonly Layer norm;
    private readonly Layer mlp;
    private readonly Layer dropPath;

    public EdgeConvBlock((int In, int Out) channels, (int Size, int Stride, bool Bias) kernel, double dropRate)
    {
        isLateShortcut = kernel.Stride > 1 || channels.In != channels.Out;
        gamma = Parameter("gamma", Aten.Full([channels.Out], EdgeNext.InitialScale));
        depthwise = Register("conv_dw", new Conv2d(channels.In, channels.Out, kernel.Size, new Conv2dOptions
        {
            Stride = kernel.Stride,
            Padding = (kernel.Stride - 1 + (kernel.Size - 1)) / 2,
            Groups = channels.In,
            Bias = kernel.Bias,
        }));
        norm = Register("norm", new LayerNorm(channels.Out, Epsilon));
        mlp = Register("mlp", new ConvNextMlp(channels.Out, ActivationKind.Gelu));
        dropPath = Register("drop_path", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var x = depthwise.Forward(input);
        var branch = mlp.Forward(norm.Forward(x.Permute([0, 2, 3, 1]))) * gamma;
        branch = dropPath.Forward(branch.Permute([0, 3, 1, 2]));
        return scope.Keep(branch.PlusShortcut(isLateShortcut ? x : input, input));
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(gamma, EdgeNext.InitialScale);
}
