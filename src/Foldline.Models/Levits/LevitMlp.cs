using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>Two products, each with batch normalisation, and an activation between them.</summary>
internal sealed class LevitMlp : Layer
{
    private const int Ratio = 2;
    private readonly Layer expand;
    private readonly Layer act;
    private readonly Layer reduce;

    public LevitMlp(LevitParts parts, int channels)
    {
        expand = Register("ln1", parts.Product(channels, channels * Ratio));
        act = Register("act", parts.Act());
        reduce = Register("ln2", parts.Product(channels * Ratio, channels, startsAtZero: true));
    }

    public override Tensor Forward(Tensor input) => expand.Forward(input).Then(act).Then(reduce);
}
