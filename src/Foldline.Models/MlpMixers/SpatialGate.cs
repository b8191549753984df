using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MlpMixers;

/// <summary>Half of the channels, normed and mixed across the tokens, times the other half: [N, tokens, 2 · c] → [N, tokens, c].</summary>
internal sealed class SpatialGate : Layer
{
    private readonly LayerNorm norm;
    private readonly Linear proj;

    /// <param name="channels">Channels of the output.</param>
    /// <param name="tokens">Number of tokens.</param>
    public SpatialGate(int channels, int tokens)
    {
        norm = Register("norm", new LayerNorm(channels));
        proj = Register("proj", new Linear(tokens, tokens));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var halves = input.Chunk(2, -1);
        var gate = proj.Forward(norm.Forward(halves[1]).Transpose(-1, -2)).Transpose(-1, -2);
        return scope.Keep(halves[0] * gate);
    }

    /// <summary>Starts near a gate of 1.</summary>
    public void ResetGate(TorchGenerator generator)
    {
        Init.Normal(proj.Weight, generator, 0, 1e-6);
        Init.Constant(proj.Bias!, 1);
    }
}
