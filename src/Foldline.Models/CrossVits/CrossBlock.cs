using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.CrossVits;

/// <summary>
/// Blocks of each branch, then an exchange: each branch's class token, brought to the other's number of channels, attends to the other's
/// patches and comes back.
/// </summary>
internal sealed class CrossBlock : Module
{
    private readonly ModuleArray<Sequential> blocks;
    private readonly ModuleArray<Sequential> projections;
    private readonly ModuleArray<CrossAttentionBlock> fusions;
    private readonly ModuleArray<Sequential> returns;

    /// <param name="settings">Settings of the network.</param>
    /// <param name="widths">Channels of the two branches.</param>
    /// <param name="dropRates">Drop rates of the second branch's blocks; the first branch has the first of them, the exchange the last.</param>
    public CrossBlock(CrossVitSettings settings, int[] widths, double[] dropRates)
    {
        int[] others = [.. widths.Reverse()];
        blocks = Register("blocks", new ModuleArray<Sequential>(widths.Select((width, branch) =>
            new Sequential([.. dropRates.Take(branch == 0 ? 1 : settings.Depth).Select(rate => Block(settings, width, rate))]))));
        projections = Register("projs", new ModuleArray<Sequential>(widths.Zip(others, Projection)));
        fusions = Register("fusion", new ModuleArray<CrossAttentionBlock>(others.Select(width => new CrossAttentionBlock(width, settings.Heads, dropRates[^1]))));
        returns = Register("revert_projs", new ModuleArray<Sequential>(others.Zip(widths, Projection)));
    }

    /// <param name="tokens">A tensor a branch: [N, 1 + patches, C].</param>
    /// <returns>Tensors of the same shapes.</returns>
    public IReadOnlyList<Tensor> Forward(IReadOnlyList<Tensor> tokens)
    {
        using var scope = new TensorScope();
        var own = tokens.Zip(blocks, (branch, chain) => chain.Forward(branch)).ToList();
        var classTokens = own.Zip(projections, (branch, projection) => projection.Forward(branch.Narrow(1, 0, 1))).ToList();
        return [.. own.Select((branch, i) =>
        {
            var other = TokenPooling.WithoutPrefix(own[1 - i], 1);
            var token = Aten.Cat([classTokens[i], other], 1).Then(fusions[i]).Then(returns[i]);
            return scope.Keep(Aten.Cat([token, TokenPooling.WithoutPrefix(branch, 1)], 1));
        })];
    }

    private static TransformerBlock Block(CrossVitSettings settings, int width, double dropRate) =>
        new(new SelfAttention(width, new AttentionOptions { Heads = settings.Heads }), (width, settings.Expansion, CrossVit.Epsilon), dropRate);

    private static Sequential Projection(int inChannels, int channels) =>
        new(new LayerNorm(inChannels, CrossVit.Epsilon), new Activation(ActivationKind.Gelu), new Linear(inChannels, channels));
}
