using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.CspNets;

/// <summary>A 1×1, a grouped 3×3, attention, and a 1×1 convolution; the activation follows the sum.</summary>
internal sealed class CspBottleneck : Layer, ICspBlock
{
    private readonly Layer conv1;
    private readonly Layer conv2;
    private readonly Layer attention;
    private readonly ConvNormAct conv3;
    private readonly Layer dropPath;
    private readonly Layer act3;

    public CspBottleneck(CspParts parts, CspStage stage, (int In, int Out) channels, double dropPath)
    {
        var middle = (int)Math.Round(channels.Out * stage.BottleRatio);
        conv1 = Register("conv1", parts.ConvNorm(channels.In, middle));
        conv2 = Register("conv2", parts.ConvNorm(middle, middle, 3, groups: stage.Groups));
        attention = Register("attn2", parts.Attention(middle));
        conv3 = Register("conv3", parts.ConvNorm(middle, channels.Out, activate: false));
        this.dropPath = Register("drop_path", new DropPath(dropPath));
        act3 = Register("act3", parts.Activation());
    }

    public Layer LastNorm => conv3.Norm;

    public override Tensor Forward(Tensor input) =>
        conv1.Forward(input).Then(conv2).Then(attention).Then(conv3).Then(dropPath).PlusShortcut(input, input).Then(act3);
}
