using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVitMsras;

/// <summary>
/// Attention whose heads have a part of the channels each and follow one another: a head adds what the head before it found to its part
/// (Liu et al. 2023). Biases go by the distance of two places. [N, C, h, w] → the same, for maps of one size.
/// </summary>
internal sealed class CascadedAttention : Layer
{
    private const int KeyChannels = 16;
    private readonly Tensor biases;
    private readonly Tensor index;
    private readonly ModuleArray<ConvNorm> products;
    private readonly ModuleArray<ConvNorm> queries;
    private readonly Sequential proj;

    /// <param name="channels">Channels; a multiple of the heads.</param>
    /// <param name="map">Height and width of the maps.</param>
    /// <param name="kernels">Kernel of the depthwise convolution of each head's queries.</param>
    public CascadedAttention(int channels, Size2 map, int[] kernels)
    {
        var width = channels / kernels.Length;
        biases = Parameter("attention_biases", Aten.Zeros([kernels.Length, map.Height * map.Width]));
        index = Buffer("attention_bias_idxs", AbsoluteOffsets.Index(map), persistent: false);
        products = Register("qkvs", new ModuleArray<ConvNorm>(kernels.Select(_ => new ConvNorm(width, (2 * KeyChannels) + width))));
        queries = Register("dws", new ModuleArray<ConvNorm>(kernels.Select(kernel => new ConvNorm(KeyChannels, KeyChannels, kernel, groups: KeyChannels))));
        proj = Register("proj", new Sequential(new Activation(ActivationKind.Relu), new ConvNorm(channels, channels, initial: 0)));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var bias = AbsoluteOffsets.Look(biases, index);
        var parts = input.Chunk(products.Count, 1);
        var found = new Tensor[products.Count];
        for (var head = 0; head < found.Length; head++)
            found[head] = Attend(head, head == 0 ? parts[0] : found[head - 1] + parts[head], bias[head]);
        return scope.Keep(proj.Forward(Aten.Cat(found, 1)));
    }

    /// <summary>Head by head, as timm draws.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        Init.Constant(biases, 0);
        foreach (var (product, query) in products.Zip(queries))
        {
            product.Initialize(generator);
            query.Initialize(generator);
        }

        proj.Initialize(generator);
    }

    /// <summary>One head: [N, c, h, w] → the same.</summary>
    private Tensor Attend(int head, Tensor part, Tensor bias)
    {
        var packed = products[head].Forward(part);
        var query = queries[head].Forward(packed.Narrow(1, 0, KeyChannels));
        var key = packed.Narrow(1, KeyChannels, KeyChannels);
        var value = packed.Narrow(1, 2 * KeyChannels, part.Size(1));
        var weights = DotProductAttention.Weights(MapHeads.Split(query, 1), MapHeads.Split(key, 1), bias);
        return MapHeads.Merge(weights.Matmul(MapHeads.Split(value, 1)), part.Size(2), part.Size(3));
    }
}
