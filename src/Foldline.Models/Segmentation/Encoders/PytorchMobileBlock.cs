using Foldline.Models.EfficientNets;
using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>An inverted residual with attention (Sandler et al. 2018, Tan and Le 2019), with the names of the package efficientnet_pytorch.</summary>
internal sealed class PytorchMobileBlock : Layer
{
    private const double Epsilon = 1e-3;
    private const double Momentum = 0.01;
    private readonly List<Layer> expansion = [];
    private readonly Layer[] filter;
    private readonly Conv2d reduce;
    private readonly Conv2d expand;
    private readonly Layer[] projection;
    private readonly DropPath? dropPath;

    /// <param name="definition">Kernel, stride and expansion.</param>
    /// <param name="channels">Channels of input and output.</param>
    /// <param name="size">Side length of the input that the padding is for.</param>
    /// <param name="reduced">Channels between the attention's layers.</param>
    /// <param name="dropRate">Probability of dropping the branch while training.</param>
    public PytorchMobileBlock(BlockDefinition definition, (int In, int Out) channels, int size, int reduced, double dropRate)
    {
        var middle = channels.In * (int)definition.Expansion;
        var act = new Activation(ActivationKind.Silu);
        if (definition.Expansion > 1)
            expansion = [Register("_expand_conv", Convolutions.Conv(channels.In, middle, 1)), Register("_bn0", Norm(middle)), act];
        filter =
        [
            Register("_depthwise_conv", new StaticSameConv2d(middle, middle, definition.KernelSizes[0], (definition.Stride, middle, size))),
            Register("_bn1", Norm(middle)),
            act,
        ];
        reduce = Register("_se_reduce", new Conv2d(middle, reduced, 1));
        expand = Register("_se_expand", new Conv2d(reduced, middle, 1));
        projection = [Register("_project_conv", Convolutions.Conv(middle, channels.Out, 1)), Register("_bn2", Norm(channels.Out))];
        if (definition.Stride == 1 && channels.In == channels.Out)
            dropPath = Register("_drop_path", new DropPath(dropRate));
    }

    public static BatchNorm2d Norm(int channels) => new(channels, Epsilon, Momentum);

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var x = input;
        foreach (var layer in expansion.Concat(filter))
            x = ReferenceEquals(x, input) ? layer.Forward(x) : x.Then(layer);
        var gate = expand.Forward(reduce.Forward(x.Mean([2, 3], keepdim: true)).SiluInPlace()).SigmoidInPlace();
        var gated = x * gate;
        x.Dispose();
        x = projection.Aggregate(gated, (map, layer) => map.Then(layer));
        return scope.Keep(dropPath is null ? x : x.Then(dropPath).PlusShortcut(input, input));
    }
}
