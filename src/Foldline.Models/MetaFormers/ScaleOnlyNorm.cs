using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MetaFormers;

/// <summary>Normalisation that learns factors but no biases.</summary>
internal sealed class ScaleOnlyNorm : Layer
{
    private const double Epsilon = 1e-6;
    private readonly long channels;
    private readonly NormScope scope;
    private readonly Tensor weight;

    public ScaleOnlyNorm(int channels, NormScope scope)
    {
        this.channels = channels;
        this.scope = scope;
        weight = Parameter("weight", Aten.Ones([channels]));
    }

    public override Tensor Forward(Tensor input)
    {
        using var temporaries = new TensorScope();

        // Under autocast, as on CUDA: the CPU has no kernel for 16-bit values and 32-bit weights.
        var wide = input.To(weight.DType);
        return temporaries.Keep(scope switch
        {
            NormScope.Sample => wide.GroupNorm(1, weight, null, Epsilon),
            NormScope.Place => wide.Permute([0, 2, 3, 1]).LayerNorm([channels], weight, null, Epsilon).Permute([0, 3, 1, 2]),
            _ => wide.LayerNorm([channels], weight, null, Epsilon),
        });
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.Constant(weight, 1);
}
