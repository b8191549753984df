using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>A linear layer without bias and batch normalisation over all tokens: [N, tokens, in] → [N, tokens, out].</summary>
internal sealed class LevitLinear : Layer
{
    private readonly bool startsAtZero;
    private readonly Linear linear;

    // Batch normalisation takes [rows, channels] as well as maps.
    private readonly BatchNorm2d bn;

    public LevitLinear(int inChannels, int outChannels, bool startsAtZero)
    {
        this.startsAtZero = startsAtZero;
        linear = Register("linear", new Linear(inChannels, outChannels, bias: false));
        bn = Register("bn", new BatchNorm2d(outChannels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var rows = linear.Forward(input.Flatten(0, 1)).Then(bn);
        return scope.Keep(rows.View([input.Size(0), input.Size(1), -1]));
    }

    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        if (startsAtZero)
            Init.Constant(bn.Weight!, 0);
    }
}
