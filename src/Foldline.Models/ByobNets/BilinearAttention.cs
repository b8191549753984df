using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ByobNets;

/// <summary>A bilinear transform of reduced channels, added to the input (Chi et al. 2020); timm's <c>BatNonLocalAttn</c>.</summary>
internal sealed class BilinearAttention : Layer
{
    private const int Groups = 2;
    private const double DropRate = 0.2;
    private readonly Layer conv1;
    private readonly Layer transform;
    private readonly Layer conv2;

    public BilinearAttention(int channels, int blockSize)
    {
        var reduced = Channels.MakeDivisible(channels * 0.25);
        conv1 = Register("conv1", new ConvNormAct(channels, reduced));
        transform = Register("ba", new BilinearTransform(reduced, blockSize, Groups));
        conv2 = Register("conv2", new ConvNormAct(reduced, channels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var change = conv1.Forward(input).Then(transform).Then(conv2);
        return scope.Keep(input + (Training ? change.FeatureDropout(DropRate, train: true) : change));
    }
}
