using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>Batch normalisation, dropout and a linear layer: [N, channels] → [N, classes].</summary>
internal sealed class LevitHead : Layer
{
    private const double Deviation = 0.02;

    // Batch normalisation takes [rows, channels] as well as maps.
    private readonly BatchNorm2d bn;
    private readonly Dropout drop;
    private readonly Linear linear;

    public LevitHead(int channels, int classes, double dropRate)
    {
        bn = Register("bn", new BatchNorm2d(channels));
        drop = Register("drop", new Dropout(dropRate));
        linear = Register("linear", new Linear(channels, classes));
    }

    public override Tensor Forward(Tensor input) => bn.Forward(input).Then(drop).Then(linear);

    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        Init.TruncatedNormal(linear.Weight, generator, 0, Deviation);
        Init.Constant(linear.Bias!, 0);
    }
}
