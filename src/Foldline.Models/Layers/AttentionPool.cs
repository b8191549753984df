using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>
/// Pools tokens by the attention of one learned query, followed by a feed-forward branch (Zhai et al. 2022): [N, tokens, channels] →
/// [N, channels]. timm's <c>AttentionPoolLatent</c>.
/// </summary>
internal sealed class AttentionPool : Layer
{
    private readonly int heads;
    private readonly Tensor latent;
    private readonly Linear queryProjection;
    private readonly Linear keyValue;
    private readonly Linear proj;
    private readonly Layer norm;
    private readonly Mlp mlp;

    /// <param name="channels">Channels.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="mlpRatio">Hidden channels for each channel.</param>
    /// <param name="norm">Makes the norm before the feed-forward branch.</param>
    /// <param name="activation">Activation of the feed-forward branch.</param>
    public AttentionPool(int channels, int heads, double mlpRatio, Func<int, Layer> norm, ActivationKind activation = ActivationKind.Gelu)
    {
        this.heads = heads;
        latent = Parameter("latent", Aten.Zeros([1, 1, channels]));
        queryProjection = Register("q", new Linear(channels, channels));
        keyValue = Register("kv", new Linear(channels, 2 * channels));
        proj = Register("proj", new Linear(channels, channels));
        this.norm = Register("norm", norm(channels));
        mlp = Register("mlp", new Mlp(channels, (int)(channels * mlpRatio), activation));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var query = DotProductAttention.SplitHeads(queryProjection.Forward(latent), heads).Expand([input.Size(0), -1, -1, -1]);
        var parts = keyValue.Forward(input).Chunk(2, -1);
        var key = DotProductAttention.SplitHeads(parts[0], heads);
        var value = DotProductAttention.SplitHeads(parts[1], heads);
        var pooled = proj.Forward(DotProductAttention.Apply(query, key, value));
        return scope.Keep((pooled + mlp.Forward(norm.Forward(pooled))).Select(1, 0));
    }

    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        ResetLatent(generator);
    }

    /// <summary>Draws the query, whose deviation is 1 / √channels.</summary>
    public void ResetLatent(TorchGenerator generator)
    {
        Init.TruncatedNormal(latent, generator);
        using var noGrad = GradMode.NoGrad();
        latent.MulInPlace(Math.Pow(latent.Size(-1), -0.5));
    }
}
