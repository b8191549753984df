using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HgNets;

/// <summary>The second version's first layers: two branches, 2×2 convolutions and pooling, between strided convolutions.</summary>
internal sealed class HgStem : Layer
{
    private static readonly long[] RightAndBottom = [0, 1, 0, 1];
    private readonly HgConv stem1;
    private readonly HgConv stem2a;
    private readonly HgConv stem2b;
    private readonly HgConv stem3;
    private readonly HgConv stem4;
    private readonly MaxPool2d pool;

    public HgStem(int inChannels, int middle, int outChannels, bool hasAffine)
    {
        stem1 = Register("stem1", new HgConv(inChannels, middle, 3, 2, hasAffine: hasAffine));
        stem2a = Register("stem2a", new HgConv(middle, middle / 2, 2, hasAffine: hasAffine));
        stem2b = Register("stem2b", new HgConv(middle / 2, middle, 2, hasAffine: hasAffine));
        stem3 = Register("stem3", new HgConv(2 * middle, middle, 3, 2, hasAffine: hasAffine));
        stem4 = Register("stem4", new HgConv(middle, outChannels, 1, hasAffine: hasAffine));
        pool = Register("pool", new MaxPool2d(2, 1, ceilMode: true));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var x = stem1.Forward(input).ConstantPadNd(RightAndBottom);
        var convolved = stem2b.Forward(stem2a.Forward(x).ConstantPadNd(RightAndBottom));
        return scope.Keep(stem4.Forward(stem3.Forward(Aten.Cat([pool.Forward(x), convolved], dim: 1))));
    }
}
