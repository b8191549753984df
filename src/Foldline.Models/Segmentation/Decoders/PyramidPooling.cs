using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Means over grids, each with a 1×1 convolution, brought back to the map's size and put beside it (Zhao et al. 2017).</summary>
internal sealed class PyramidPooling : Layer
{
    private readonly ModuleArray<Layer> blocks;

    public PyramidPooling(int channels, int[] grids, bool batchNorm)
    {
        OutChannels = channels + (channels / grids.Length * grids.Length);
        blocks = Register("blocks", new ModuleArray<Layer>(grids.Select(grid => Block(channels, channels / grids.Length, grid, batchNorm && grid > 1))));
    }

    public int OutChannels { get; }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (height, width) = (input.Size(2), input.Size(3));
        return scope.Keep(Aten.Cat([.. blocks.Select(block => Upsample.BilinearTo(block.Forward(input), height, width)), input], dim: 1));
    }

    private static NamedSequence Block(int inChannels, int outChannels, int grid, bool batchNorm) =>
        new(("pool", new Sequential(new AdaptiveAvgPool2d(grid), new ConvRelu(inChannels, outChannels, 1, batchNorm))));
}
