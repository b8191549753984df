using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformers;

/// <summary>
/// Attention and feed-forward branches side by side: one norm and one product make the hidden channels, queries, keys and values
/// (Dehghani et al. 2023).
/// </summary>
internal sealed class ParallelBlock : Layer
{
    private readonly int heads;
    private readonly long[] splits;
    private readonly Tensor? hiddenBias;
    private readonly Layer inNorm;
    private readonly Linear inProjection;
    private readonly Layer queryNorm;
    private readonly Layer keyNorm;
    private readonly Layer act;
    private readonly Linear attentionOutput;
    private readonly Linear hiddenOutput;
    private readonly Layer scale;
    private readonly Layer dropPath;

    public ParallelBlock(VisionTransformerParts parts, double dropPath)
    {
        var settings = parts.Settings;
        heads = settings.Heads;
        splits = [parts.Hidden, settings.Width, settings.Width, settings.Width];
        hiddenBias = settings.QkvBias ? null : Parameter("mlp_bias", Aten.Zeros([parts.Hidden]));
        inNorm = Register("in_norm", parts.Norm());
        inProjection = Register("in_proj", new Linear(settings.Width, splits.Sum(), settings.QkvBias));
        queryNorm = Register("q_norm", settings.QkNorm ? parts.Norm(settings.Width / heads) : new Identity());
        keyNorm = Register("k_norm", settings.QkNorm ? parts.Norm(settings.Width / heads) : new Identity());
        act = Register("mlp_act", new Activation(settings.Activation, inPlace: false));
        attentionOutput = Register("attn_out_proj", new Linear(settings.Width, settings.Width, settings.OutputBias));
        hiddenOutput = Register("mlp_out_proj", new Linear(parts.Hidden, settings.Width, settings.OutputBias));
        scale = Register("ls", parts.Scale());
        this.dropPath = Register("drop_path", new DropPath(dropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var parts = inNorm.Forward(input).Then(inProjection).SplitWithSizes(splits, -1);
        var query = queryNorm.Forward(DotProductAttention.SplitHeads(parts[1], heads));
        var key = keyNorm.Forward(DotProductAttention.SplitHeads(parts[2], heads));
        var value = DotProductAttention.SplitHeads(parts[3], heads);
        var attended = DotProductAttention.Apply(query, key, value).Then(attentionOutput);
        var hidden = hiddenBias is null ? parts[0] : parts[0] + hiddenBias;
        var branch = attended + act.Forward(hidden).Then(hiddenOutput);
        return scope.Keep(branch.Then(scale).Then(dropPath).PlusTokens(input));
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        if (hiddenBias is not null)
            Init.Constant(hiddenBias, 0);
    }
}
