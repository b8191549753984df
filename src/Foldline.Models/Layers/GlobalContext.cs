using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Channel attention from an average that attends to places (Cao et al. 2019); timm's <c>GlobalContext</c> that scales.</summary>
internal sealed class GlobalContext : Layer
{
    private readonly Conv2d attention;
    private readonly ContextScale scale;

    public GlobalContext(int channels, double ratio, ActivationKind activation)
    {
        attention = Register("conv_attn", new Conv2d(channels, 1, 1));
        scale = Register("mlp_scale", new ContextScale(channels, Channels.MakeDivisible(channels * ratio, 1, 0), activation));
    }

    /// <summary>As timm's constructor: after PyTorch's defaults, the attention by He et al.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        Init.KaimingNormal(attention.Weight, generator);
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (samples, channels) = (input.Size(0), input.Size(1));
        var weights = attention.Forward(input).Reshape([samples, -1, 1]).Softmax(1);
        var context = input.Reshape([samples, channels, -1]).Matmul(weights).View([samples, channels, 1, 1]);
        return scope.Keep(input * scale.Forward(context).Sigmoid());
    }
}
