using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// Channel attention from an average that attends to places (Cao et al. 2019); timm's <c>GlobalContext</c>. What is made of the
/// average scales the channels or is added to them.
/// </summary>
internal sealed class GlobalContext : Layer
{
    private readonly Conv2d attention;
    private readonly ContextScale change;
    private readonly bool adds;

    public GlobalContext(int channels, double ratio, ActivationKind activation, bool adds = false)
    {
        this.adds = adds;
        attention = Register("conv_attn", new Conv2d(channels, 1, 1));
        change = Register(adds ? "mlp_add" : "mlp_scale", new ContextScale(channels, Channels.MakeDivisible(channels * ratio, 1, 0), activation));
    }

    /// <summary>As timm's constructor: PyTorch's defaults, then <see cref="ResetAttention"/>.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        ResetAttention(generator);
    }

    /// <summary>The attention by He et al.; what is added starts at 0.</summary>
    public void ResetAttention(TorchGenerator generator)
    {
        Init.KaimingNormal(attention.Weight, generator);
        if (adds)
            change.ZeroLast();
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (samples, channels) = (input.Size(0), input.Size(1));
        var weights = attention.Forward(input).Reshape([samples, -1, 1]).Softmax(1);
        var context = input.Reshape([samples, channels, -1]).Matmul(weights).View([samples, channels, 1, 1]);
        var changed = change.Forward(context);
        return scope.Keep(adds ? input + changed : input * changed.Sigmoid());
    }
}
