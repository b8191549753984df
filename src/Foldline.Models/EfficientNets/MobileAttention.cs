using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>Norm and attention over the places of a map (Qin et al. 2024).</summary>
internal sealed class MobileAttention : MobileBlock
{
    private readonly Layer norm;
    private readonly Layer attention;
    private readonly Layer scale;

    public MobileAttention(MobileParts parts, BlockDefinition block, int inChannels, double dropRate)
        : base(inChannels == block.Channels && block.Stride == 1 && block.Skip != false, dropRate)
    {
        norm = Register("norm", parts.Norm(inChannels));
        attention = Register("attn", new MultiQueryAttention(parts, block, inChannels));
        scale = Register("layer_scale", parts.Scale(block.Channels));
        RegisterDropPath();
    }

    public override Tensor Forward(Tensor input) => WithSkip(norm.Forward(input).Then(attention).Then(scale), input);
}
