using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformers;

/// <summary>Self-attention as the difference of two; timm's <c>DiffAttention</c>.</summary>
internal sealed class DifferentialAttention : Layer
{
    private const double Epsilon = 1e-5;
    private readonly Differential differential;
    private readonly Linear qkv;
    private readonly Layer queryNorm;
    private readonly Layer keyNorm;
    private readonly Layer norm;
    private readonly Linear proj;

    /// <param name="channels">Channels of a token.</param>
    /// <param name="options">Heads, biases, norms.</param>
    /// <param name="block">Number of the block.</param>
    public DifferentialAttention(int channels, AttentionOptions options, int block)
    {
        var size = channels / options.Heads / 2;
        Tensor[] lambdas = [.. Differential.LambdaNames.Select(name => Parameter(name, Aten.Zeros([size])))];
        qkv = Register("qkv", new Linear(channels, 3 * channels, options.QkvBias));
        queryNorm = Register("q_norm", options.QkNorm?.Invoke(size) ?? new Identity());
        keyNorm = Register("k_norm", options.QkNorm?.Invoke(size) ?? new Identity());
        norm = Register("norm", options.OutputNorm?.Invoke(channels) ?? new Identity());
        proj = Register("proj", new Linear(channels, channels, options.OutputBias));
        differential = new Differential(options.Heads, block, lambdas, Register("sub_norm", new RmsNorm(2 * size, Epsilon)));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var parts = qkv.Forward(input).Chunk(3, -1);
        var attended = differential.Forward(parts[0], parts[1], parts[2], queryNorm, keyNorm);
        return scope.Keep(proj.Forward(norm.Forward(attended)));
    }

    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        differential.Reset(generator);
    }
}
