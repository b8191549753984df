using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dlas;

/// <summary>Two blocks and the root that joins them with what is handed on.</summary>
internal sealed class DlaLeaf : DlaNode
{
    private readonly bool hasLevelRoot;
    private readonly Layer downsample;
    private readonly Layer project;
    private readonly DlaBlock tree1;
    private readonly DlaBlock tree2;
    private readonly DlaRoot root;

    public DlaLeaf(DlaSettings settings, DlaShape shape, int handedOn)
    {
        var (inChannels, outChannels, stride, _) = shape;
        hasLevelRoot = shape.HasLevelRoot;
        downsample = Register<Layer>("downsample", stride > 1 ? new MaxPool2d(stride) : new Identity());
        project = Register<Layer>("project", inChannels == outChannels ? new Identity() : Convolutions.ConvNorm(inChannels, outChannels, 1));
        tree1 = Register("tree1", DlaBlock.Make(settings, inChannels, outChannels, stride));
        tree2 = Register("tree2", DlaBlock.Make(settings, outChannels, outChannels, 1));
        var joined = (2 * outChannels) + handedOn + (hasLevelRoot ? inChannels : 0);
        root = Register("root", new DlaRoot(joined, outChannels, settings.ResidualRoot));
    }

    public override Tensor Forward(Tensor input, Tensor[] handedOn)
    {
        using var scope = new TensorScope();
        var bottom = downsample.Forward(input);
        var first = tree1.Forward(input, project.Forward(bottom));
        var second = tree2.Forward(first, first);
        return scope.Keep(root.Forward(hasLevelRoot ? [second, first, .. handedOn, bottom] : [second, first, .. handedOn]));
    }
}
