using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>Tokens of overlapping patches: a strided convolution and a norm (Xie et al. 2021).</summary>
internal sealed class OverlapPatchEmbed : Module
{
    private readonly Conv2d proj;
    private readonly LayerNorm norm;

    public OverlapPatchEmbed(int inChannels, int outChannels, int kernelSize, int stride)
    {
        proj = Register("proj", new Conv2d(inChannels, outChannels, kernelSize, new Conv2dOptions { Stride = stride, Padding = kernelSize / 2 }));
        norm = Register("norm", new LayerNorm(outChannels));
    }

    /// <returns>Tokens [N, height · width, C] and the size of their map.</returns>
    public (Tensor Tokens, long Height, long Width) Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var map = proj.Forward(input);
        return (scope.Keep(norm.Forward(TokenMap.Tokens(map))), map.Size(2), map.Size(3));
    }
}
