using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.StarNets;

/// <summary>The product of two 1×1 convolutions, one of them rectified, between depthwise convolutions.</summary>
internal sealed class StarBlock : Layer
{
    private const int KernelSize = 7;
    private readonly Layer depthwise1;
    private readonly Layer f1;
    private readonly Layer f2;
    private readonly Layer g;
    private readonly Layer depthwise2;
    private readonly Activation act;
    private readonly DropPath dropPath;

    public StarBlock(int channels, int hidden, double dropRate)
    {
        depthwise1 = Register("dwconv", StarNet.Conv(channels, channels, KernelSize, groups: channels));
        f1 = Register("f1", StarNet.Conv(channels, hidden, 1, hasNorm: false));
        f2 = Register("f2", StarNet.Conv(channels, hidden, 1, hasNorm: false));
        g = Register("g", StarNet.Conv(hidden, channels, 1));
        depthwise2 = Register("dwconv2", StarNet.Conv(channels, channels, KernelSize, groups: channels, hasNorm: false));
        act = Register("act", new Activation(ActivationKind.Relu6));
        dropPath = Register("drop_path", new DropPath(dropRate));
    }

    public override Tensor Forward(Tensor input) =>
        Multiply(input).Then(g).Then(depthwise2).Then(dropPath).PlusShortcut(input, input);

    private Tensor Multiply(Tensor input)
    {
        using var scope = new TensorScope();
        var x = depthwise1.Forward(input);
        return scope.Keep(act.Forward(f1.Forward(x)) * f2.Forward(x));
    }
}
