using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>One-dimensional convolution of one channel without bias: [N, 1, L] → [N, 1, L].</summary>
internal sealed class Conv1dAcrossChannels : Layer
{
    private readonly Tensor weight;
    private readonly long[] padding;

    public Conv1dAcrossChannels(int kernelSize)
    {
        weight = Parameter("weight", Aten.Empty([1, 1, kernelSize]));
        padding = [(kernelSize - 1) / 2];
    }

    public override Tensor Forward(Tensor input) => input.Conv1d(weight, padding: padding);

    protected override void ResetParameters(TorchGenerator generator) => Init.KaimingUniform(weight, generator, slope: Math.Sqrt(5));
}
