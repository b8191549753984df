using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Batch normalisation, dropout and a linear layer, or another classifier in its place: [N, channels] → [N, classes].</summary>
internal sealed class NormLinear : Layer
{
    private const double Deviation = 0.02;

    // Batch normalisation takes [rows, channels] as well as maps.
    private readonly BatchNorm2d bn;
    private readonly Dropout drop;
    private readonly Layer linear;

    public NormLinear(int channels, Layer classifier, double dropRate)
    {
        bn = Register("bn", new BatchNorm2d(channels));
        drop = Register("drop", new Dropout(dropRate));
        linear = Register("linear", classifier);
    }

    public override Tensor Forward(Tensor input) => bn.Forward(input).Then(drop).Then(linear);

    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        if (linear is not Linear single)
            return;
        Init.TruncatedNormal(single.Weight, generator, 0, Deviation);
        Init.Constant(single.Bias!, 0);
    }
}
