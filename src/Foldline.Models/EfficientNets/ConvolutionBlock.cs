using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>One convolution with norm and activation; a shortcut only where the definition asks for it.</summary>
internal sealed class ConvolutionBlock : MobileBlock
{
    private readonly Layer conv;
    private readonly Layer bn1;
    private readonly Layer act1;
    private readonly Layer antiAlias;

    public ConvolutionBlock(MobileParts parts, BlockDefinition block, int inChannels, double dropRate)
        : base(inChannels == block.Channels && block.Stride == 1 && block.Skip == true, dropRate)
    {
        conv = Register("conv", parts.Conv(inChannels, block.Channels, block.KernelSizes, parts.ConvStride(block.Stride), block.GroupSize));
        bn1 = Register("bn1", parts.Norm(block.Channels, activates: true));
        act1 = Register("act1", parts.Activation(parts.ActivationOf(block), inPlace: false));
        antiAlias = Register("aa", parts.AntiAlias(block.Channels, block.Stride));
        RegisterDropPath();
    }

    public override Tensor Forward(Tensor input) => WithSkip(conv.Forward(input).Then(bn1).Then(act1).Then(antiAlias), input);
}
