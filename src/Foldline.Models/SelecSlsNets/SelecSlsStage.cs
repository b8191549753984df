using Foldline.Torch;

namespace Foldline.Models.SelecSlsNets;

/// <summary>Blocks that halve the resolution once and share the first one's output.</summary>
internal sealed class SelecSlsStage
{
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="depth">Blocks, at least 2.</param>
    /// <param name="width">Channels of all but the last output.</param>
    /// <param name="outChannels">Channels of the last output.</param>
    public SelecSlsStage(int inChannels, int depth, int width, int outChannels)
    {
        var blocks = new SelecSlsBlock[depth];
        for (var i = 0; i < depth; i++)
        {
            var channels = (i == 0 ? inChannels : width, i == depth - 1 ? outChannels : width);
            blocks[i] = new SelecSlsBlock(channels, width, i == 0 ? 0 : width, i == 0 ? 2 : 1);
        }

        Blocks = blocks;
    }

    public IReadOnlyList<SelecSlsBlock> Blocks { get; }

    /// <param name="input">It stays the caller's.</param>
    public Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var first = Blocks[0].Forward(input, skip: null);
        var current = first;
        foreach (var block in Blocks.Skip(1))
        {
            var next = block.Forward(current, first);
            if (!ReferenceEquals(current, first))
                current.Dispose();
            current = next;
        }

        return scope.Keep(current);
    }
}
