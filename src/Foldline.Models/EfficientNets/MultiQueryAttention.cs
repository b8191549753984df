using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>
/// Attention over the places of a map [N, C, H, W] whose heads share one key and one value a place (Shazeer 2019); these may come
/// from fewer places (Qin et al. 2024). timm's <c>MultiQueryAttention2d</c>.
/// </summary>
internal sealed class MultiQueryAttention : Layer
{
    private readonly int heads;
    private readonly int size;
    private readonly Sequential query;
    private readonly Sequential key;
    private readonly Sequential value;
    private readonly Sequential output;

    public MultiQueryAttention(MobileParts parts, BlockDefinition block, int inChannels)
    {
        (heads, size) = (block.Heads, block.HeadSize);
        query = Register("query", new Sequential());
        query.Add("proj", parts.Conv(inChannels, heads * size, [1]));
        key = Register("key", Shared(parts, block, inChannels));
        value = Register("value", Shared(parts, block, inChannels));
        output = Register("output", new Sequential());
        output.Add("proj", parts.Conv(heads * size, block.Channels, [1]));
    }

    /// <summary>In the order of the constructor, then all convolutions by Glorot and Bengio.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        ResetByGlorot(generator);
    }

    /// <summary>All convolutions by Glorot and Bengio: first the projections to queries, keys and values.</summary>
    public void ResetByGlorot(TorchGenerator generator)
    {
        Sequential[] inputs = [query, key, value];
        Layer[] convolutions = [.. inputs.Select(part => part[^1]), .. inputs.Where(part => part.Count > 1).Select(part => part[0]), output[0]];
        foreach (var conv in convolutions.Cast<Conv2d>())
            Init.XavierUniform(conv.Weight, generator);
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (samples, height, width) = (input.Size(0), input.Size(2), input.Size(3));

        // Heads and places of the queries are one dimension: both meet the same keys.
        var queries = query.Forward(input).Permute([0, 2, 3, 1]).Reshape([samples, -1, size]);
        var keys = key.Forward(input).Flatten(2);
        var weights = (queries * (1 / Math.Sqrt(size))).Matmul(keys).Softmax(-1);
        var values = value.Forward(input).Permute([0, 2, 3, 1]).Reshape([samples, -1, size]);
        var mixed = weights.Matmul(values).View([samples, height, width, heads * size]).Permute([0, 3, 1, 2]);
        return scope.Keep(output.Forward(mixed));
    }

    private Sequential Shared(MobileParts parts, BlockDefinition block, int inChannels)
    {
        var made = new Sequential();
        if (block.KeyStride > 1)
        {
            made.Add("down_conv", parts.Conv(inChannels, inChannels, block.KernelSizes, block.KeyStride, groupSize: 1));
            made.Add("norm", parts.Norm(inChannels));
        }

        made.Add("proj", parts.Conv(inChannels, size, [1]));
        return made;
    }
}
