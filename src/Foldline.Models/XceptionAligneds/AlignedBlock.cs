using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.XceptionAligneds;

/// <summary>A stack of three separable convolutions and, in all blocks but the last, a shortcut.</summary>
internal abstract class AlignedBlock : Layer
{
    private readonly bool hasShortcut;
    private readonly Layer dropPath;

    protected AlignedBlock(AlignedBlockSettings settings, double dropRate)
    {
        hasShortcut = !settings.IsLast;
        dropPath = Register("drop_path", new DropPath(dropRate));
    }

    /// <summary>The stack; its last but one layer gives a feature map in blocks with a stride.</summary>
    protected Sequential Stack { get; } = new();

    /// <summary>The shortcut; the identity where the block keeps the map.</summary>
    protected Layer Shortcut { get; init; } = new Identity();

    public override Tensor Forward(Tensor input) => Forward(input, null);

    /// <summary>The block's output; the map before the stack's last layer goes into a list.</summary>
    /// <param name="input">[N, C, H, W].</param>
    /// <param name="maps">Takes the map; null where it is not wanted.</param>
    public virtual Tensor Forward(Tensor input, List<Tensor>? maps)
    {
        var x = input;
        for (var i = 0; i < Stack.Count; i++)
        {
            var next = Stack[i].Forward(x);
            var isMap = maps is not null && i == Stack.Count - 1;
            if (!ReferenceEquals(x, input) && !ReferenceEquals(x, next) && !isMap)
                x.Dispose();
            x = next;
            if (i == Stack.Count - 2)
                maps?.Add(x);
        }

        return hasShortcut ? x.Then(dropPath).PlusShortcut(Shortcut.Forward(input), input) : x;
    }

    /// <summary>Whether the block changes the map and has a shortcut, which then needs a convolution.</summary>
    protected static bool HasConvolution(AlignedBlockSettings settings, int inChannels) =>
        !settings.IsLast && (settings.Widths[^1] != inChannels || settings.Stride != 1);
}
