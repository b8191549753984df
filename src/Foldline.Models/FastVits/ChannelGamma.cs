using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FastVits;

/// <summary>A learned factor for each channel of a map, stored as [C, 1, 1].</summary>
internal sealed class ChannelGamma : Layer
{
    private const double Initial = 1e-5;
    private readonly Tensor gamma;

    public ChannelGamma(int channels) => gamma = Parameter("gamma", Aten.Empty([channels, 1, 1]));

    /// <summary>[C, 1, 1].</summary>
    public Tensor Factors => gamma;

    public override Tensor Forward(Tensor input) => input * gamma;

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(gamma, Initial);
}
