using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ResNetV2s;

/// <summary>A block whose norms come before its convolutions (He et al. 2016b); the shortcut is taken after the first norm where the shape changes.</summary>
internal abstract class PreActivationBlock : Layer
{
    private readonly Layer? downsample;

    protected PreActivationBlock(ResNetV2Parts parts, BlockShape shape, bool hasDownsample)
    {
        if (hasDownsample)
            downsample = Register("downsample", new Downsample(parts, shape));
    }

    public sealed override Tensor Forward(Tensor input)
    {
        var normed = NormInput(input);
        var shortcut = downsample?.Forward(normed) ?? input;
        return Branch(normed).PlusShortcut(shortcut, input);
    }

    /// <summary>The first norm.</summary>
    protected abstract Tensor NormInput(Tensor input);

    /// <summary>From the first convolution to the end of the residual branch; frees its input.</summary>
    protected abstract Tensor Branch(Tensor normed);
}
