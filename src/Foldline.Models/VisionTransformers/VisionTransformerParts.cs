using Foldline.Models.Layers;
using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformers;

/// <summary>Makes the layers that the settings choose among.</summary>
internal sealed class VisionTransformerParts(VisionTransformerSettings settings)
{
    public VisionTransformerSettings Settings => settings;

    public int Hidden => (int)(settings.Width * settings.MlpRatio);

    public Layer Norm(int channels) => settings.RmsNorm ? new RmsNorm(channels, settings.Epsilon) : new LayerNorm(channels, settings.Epsilon);

    public Layer Norm() => Norm(settings.Width);

    public Layer Scale() => LayerScale.Of(settings.Width, settings.LayerScale);

    /// <param name="index">Number of the block.</param>
    public Layer Attention(int index)
    {
        var options = new AttentionOptions
        {
            Heads = settings.Heads,
            QkvBias = settings.QkvBias,
            OutputBias = settings.OutputBias,
            QkNorm = settings.QkNorm ? Norm : null,
            OutputNorm = settings.InnerNorms ? Norm : null,
        };
        return settings.DifferentialAttention ? new DifferentialAttention(settings.Width, options, index) : new SelfAttention(settings.Width, options);
    }

    public FeedForward FeedForward()
    {
        Func<int, Layer>? norm = settings.InnerNorms ? Norm : null;
        return settings.FeedForward switch
        {
            FeedForwardKind.PackedSwiGlu => new GluMlp(settings.Width, Hidden, ActivationKind.Silu, gateLast: false, settings.OutputBias),
            FeedForwardKind.SwiGlu => new SwiGlu(settings.Width, Hidden, norm, settings.OutputBias),
            _ => new Mlp(settings.Width, Hidden, settings.Activation, norm, settings.OutputBias),
        };
    }

    /// <param name="index">Number of the block.</param>
    /// <param name="dropPath">Probability that it is dropped.</param>
    public Layer Block(int index, double dropPath) => settings.Block switch
    {
        BlockKind.PostNorm => new PostNormBlock(this, index, dropPath),
        BlockKind.Parallel => new ParallelBlock(this, dropPath),
        BlockKind.DifferentialParallel => new DifferentialParallelBlock(this, index, dropPath),
        BlockKind.Pairs => new PairsBlock(this, index, dropPath),
        _ => new PreNormBlock(this, index, dropPath),
    };
}
