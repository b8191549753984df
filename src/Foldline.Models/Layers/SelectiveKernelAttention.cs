using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Weights of several paths from the channels' means over all of them: [N, C, 1, 1] → [N, paths, C, 1, 1], 1 in sum over the paths.</summary>
internal sealed class SelectiveKernelAttention : Layer
{
    private readonly int paths;
    private readonly Conv2d reduce;
    private readonly BatchNorm2d bn;
    private readonly Activation act;
    private readonly Conv2d select;

    public SelectiveKernelAttention(int channels, int reduced, int paths)
    {
        this.paths = paths;
        reduce = Register("fc_reduce", Convolutions.Conv(channels, reduced, 1));
        bn = Register("bn", new BatchNorm2d(reduced));
        act = Register("act", new Activation(ActivationKind.Relu));
        select = Register("fc_select", Convolutions.Conv(reduced, channels * paths, 1));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var scores = select.Forward(act.Forward(bn.Forward(reduce.Forward(input))));
        return scope.Keep(scores.Reshape([input.Size(0), paths, -1, 1, 1]).Softmax(1));
    }
}
