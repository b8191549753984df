using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>A learned factor for each channel of a residual branch (Touvron et al. 2021): […, channels].</summary>
internal sealed class LayerScale : Layer
{
    private readonly double initial;
    private readonly Tensor gamma;

    /// <param name="channels">Channels.</param>
    /// <param name="initial">Factor at the start.</param>
    public LayerScale(int channels, double initial)
    {
        this.initial = initial;
        gamma = Parameter("gamma", Aten.Empty([channels]));
    }

    /// <summary>The layer, or the identity where no factor is given.</summary>
    public static Layer Of(int channels, double? initial) => initial is { } value ? new LayerScale(channels, value) : new Identity();

    public override Tensor Forward(Tensor input) => input * gamma;

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(gamma, initial);
}
