using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformers;

/// <summary>The sum of two attentions, then of two feed-forward branches (Touvron et al. 2022).</summary>
internal sealed class PairsBlock : Layer
{
    private const int Branches = 2;
    private readonly Sequential attentions = new();
    private readonly Sequential feedForwards = new();

    public PairsBlock(VisionTransformerParts parts, int index, double dropPath)
    {
        Register("attns", attentions);
        Register("ffns", feedForwards);
        for (var i = 0; i < Branches; i++)
        {
            attentions.Add(Branch(parts, "attn", parts.Attention(index), dropPath));
            feedForwards.Add(Branch(parts, "mlp", parts.FeedForward(), dropPath));
        }
    }

    public override Tensor Forward(Tensor input)
    {
        using var attended = Sum(attentions, input);
        return Sum(feedForwards, attended);
    }

    private static Sequential Branch(VisionTransformerParts parts, string name, Layer layer, double dropPath)
    {
        var branch = new Sequential();
        branch.Add("norm", parts.Norm());
        branch.Add(name, layer);
        branch.Add("ls", parts.Scale());
        branch.Add("drop_path", new DropPath(dropPath));
        return branch;
    }

    private static Tensor Sum(Sequential branches, Tensor tokens)
    {
        using var scope = new TensorScope();
        var sum = branches[0].Forward(tokens);
        for (var i = 1; i < branches.Count; i++)
            sum.AddInPlace(branches[i].Forward(tokens));
        return scope.Keep(sum.PlusTokens(tokens));
    }
}
