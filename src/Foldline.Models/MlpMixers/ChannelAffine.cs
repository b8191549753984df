using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MlpMixers;

/// <summary>A learned factor and shift for each channel, in place of a norm: [N, tokens, channels].</summary>
internal sealed class ChannelAffine : Layer
{
    private readonly Tensor alpha;
    private readonly Tensor beta;

    public ChannelAffine(int channels)
    {
        alpha = Parameter("alpha", Aten.Ones([1, 1, channels]));
        beta = Parameter("beta", Aten.Zeros([1, 1, channels]));
    }

    public override Tensor Forward(Tensor input) => beta.Addcmul(alpha, input);

    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(alpha, 1);
        Init.Constant(beta, 0);
    }
}
