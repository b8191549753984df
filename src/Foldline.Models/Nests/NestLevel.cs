using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Nests;

/// <summary>Blocks within square parts of a map, which all levels but the first join by four: [N, in, H, W] → [N, out, h, w].</summary>
internal sealed class NestLevel : Layer
{
    private const double Deviation = 0.02;
    private readonly Size2 part;
    private readonly Tensor positions;
    private readonly Layer pool;
    private readonly Sequential blocks;

    /// <param name="pool">Joins parts.</param>
    /// <param name="channels">Channels.</param>
    /// <param name="parts">Number of parts.</param>
    /// <param name="side">Side length of a part.</param>
    /// <param name="blocks">Blocks.</param>
    public NestLevel(Layer pool, int channels, int parts, int side, IEnumerable<Layer> blocks)
    {
        part = side;
        positions = Parameter("pos_embed", Aten.Zeros([1, parts, side * side, channels]));
        this.pool = Register("pool", pool);
        this.blocks = Register("transformer_encoder", new Sequential([.. blocks]));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var map = pool.Forward(input).Permute([0, 2, 3, 1]);
        var parts = Windows.Partition(map, part).View([input.Size(0), -1, part.Height * part.Width, map.Size(3)]) + positions;
        var merged = Windows.Merge(blocks.Forward(parts.Flatten(0, 1)), part, new Size2(map.Size(1), map.Size(2)));
        return scope.Keep(merged.Permute([0, 3, 1, 2]));
    }

    protected override void ResetParameters(TorchGenerator generator) => Init.TruncatedNormal(positions, generator, 0, Deviation);
}
