using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>A learned factor for each channel of a residual branch that is a map [N, channels, H, W]; timm's <c>LayerScale2d</c>.</summary>
internal sealed class LayerScale2d : Layer
{
    private readonly double initial;
    private readonly Tensor gamma;

    /// <param name="channels">Channels.</param>
    /// <param name="initial">Factor at the start.</param>
    public LayerScale2d(int channels, double initial)
    {
        this.initial = initial;
        gamma = Parameter("gamma", Aten.Empty([channels]));
    }

    /// <summary>The layer, or the identity where no factor is given.</summary>
    public static Layer Of(int channels, double? initial) => initial is { } value ? new LayerScale2d(channels, value) : new Identity();

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(input * gamma.View([-1, 1, 1]));
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(gamma, initial);
}
