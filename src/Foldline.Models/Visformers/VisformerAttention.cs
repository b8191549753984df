using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Visformers;

/// <summary>Attention among all places of a map, projected by 1×1 convolutions without bias: [N, C, H, W] → the same.</summary>
internal sealed class VisformerAttention : Layer
{
    private readonly int heads;
    private readonly Conv2d qkv;
    private readonly Conv2d proj;

    public VisformerAttention(int channels, int heads)
    {
        this.heads = heads;
        var options = new Conv2dOptions { Bias = false };
        qkv = Register("qkv", new Conv2d(channels, 3 * channels, 1, options));
        proj = Register("proj", new Conv2d(channels, channels, 1, options));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var parts = qkv.Forward(input).Chunk(3, 1);
        var weights = DotProductAttention.Weights(MapHeads.Split(parts[0], heads), MapHeads.Split(parts[1], heads));
        return scope.Keep(proj.Forward(MapHeads.Merge(weights.Matmul(MapHeads.Split(parts[2], heads)), input.Size(2), input.Size(3))));
    }
}
