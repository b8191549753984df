using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>A learned scale for each channel of a map [N, C, H, W] (Touvron et al. 2021); timm's <c>LayerScale2d</c>.</summary>
internal sealed class LayerScale2d : Layer
{
    private readonly double initial;
    private readonly Tensor gamma;

    public LayerScale2d(long channels, double initial)
    {
        this.initial = initial;
        gamma = Parameter("gamma", Aten.Full([channels], initial));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scale = gamma.View([1, -1, 1, 1]);
        return input * scale;
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(gamma, initial);
}
