using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dlas;

/// <summary>Two trees; the second one's root also gets the first one's output.</summary>
internal sealed class DlaTree : DlaNode
{
    private readonly bool hasLevelRoot;
    private readonly Layer downsample;
    private readonly DlaNode tree1;
    private readonly DlaNode tree2;

    public DlaTree(DlaSettings settings, int depth, DlaShape shape, int handedOn)
    {
        var (inChannels, outChannels, stride, _) = shape;
        hasLevelRoot = shape.HasLevelRoot;
        downsample = Register<Layer>("downsample", stride > 1 ? new MaxPool2d(stride) : new Identity());
        tree1 = Register("tree1", Make(settings, depth - 1, new DlaShape(inChannels, outChannels, stride, HasLevelRoot: false), 0));
        var forSecond = handedOn + (hasLevelRoot ? inChannels : 0) + outChannels;
        tree2 = Register("tree2", Make(settings, depth - 1, new DlaShape(outChannels, outChannels, 1, HasLevelRoot: false), forSecond));
    }

    public override Tensor Forward(Tensor input, Tensor[] handedOn)
    {
        using var scope = new TensorScope();
        var first = tree1.Forward(input);
        Tensor[] forSecond = hasLevelRoot ? [.. handedOn, downsample.Forward(input), first] : [.. handedOn, first];
        return scope.Keep(tree2.Forward(first, forSecond));
    }
}
