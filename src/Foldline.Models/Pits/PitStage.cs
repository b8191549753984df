using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Pits;

/// <summary>Pooling, in all stages but the first, and blocks of the map's places together with the tokens before them.</summary>
internal sealed class PitStage : Module
{
    private readonly PitPool? pool;
    private readonly Sequential blocks;

    public PitStage(PitPool? pool, IEnumerable<Layer> blocks)
    {
        this.pool = pool is null ? null : Register("pool", pool);
        this.blocks = Register("blocks", new Sequential([.. blocks]));
    }

    /// <param name="map">[N, C, H, W].</param>
    /// <param name="tokens">[N, tokens, C].</param>
    public (Tensor Map, Tensor Tokens) Forward(Tensor map, Tensor tokens)
    {
        using var scope = new TensorScope();
        if (pool is not null)
            (map, tokens) = pool.Forward(map, tokens);
        var count = tokens.Size(1);
        var x = blocks.Forward(Aten.Cat([tokens, map.Flatten(2).Transpose(1, 2)], dim: 1));
        var places = x.Narrow(1, count, x.Size(1) - count).Transpose(1, 2).Unflatten(2, [map.Size(2), map.Size(3)]);
        return (scope.Keep(places), scope.Keep(x.Narrow(1, 0, count)));
    }
}
