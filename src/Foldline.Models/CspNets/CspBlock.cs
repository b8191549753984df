using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.CspNets;

/// <summary>A 1×1 and a grouped 3×3 convolution (DarkNet), or the 3×3 first (edge), attention between them; the branch ends in an activation.</summary>
internal sealed class CspBlock : Layer, ICspBlock
{
    private readonly Layer conv1;
    private readonly Layer attention;
    private readonly ConvNormAct conv2;
    private readonly Layer dropPath;

    public CspBlock(CspParts parts, CspStage stage, (int In, int Out) channels, double dropPath)
    {
        var middle = (int)Math.Round(channels.Out * stage.BottleRatio);
        var isEdge = parts.Settings.BlockKind == CspBlockKind.Edge;
        conv1 = Register("conv1", parts.ConvNorm(channels.In, middle, isEdge ? 3 : 1, groups: isEdge ? stage.Groups : 1));
        attention = Register("attn", parts.Attention(middle));
        conv2 = Register("conv2", parts.ConvNorm(middle, channels.Out, isEdge ? 1 : 3, groups: isEdge ? 1 : stage.Groups));
        this.dropPath = Register("drop_path", new DropPath(dropPath));
    }

    public Layer LastNorm => conv2.Norm;

    /// <summary>The sum is a new tensor: the gradient of a leaky ReLU needs its output unchanged.</summary>
    public override Tensor Forward(Tensor input)
    {
        using var branch = conv1.Forward(input).Then(attention).Then(conv2).Then(dropPath);
        return branch + input;
    }
}
