using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVits;

/// <summary>A layer called <c>main</c> with a shortcut, if it has one.</summary>
internal sealed class Branch : Layer
{
    private readonly Layer main;
    private readonly bool hasShortcut;

    public Branch(Layer main, bool hasShortcut)
    {
        this.hasShortcut = hasShortcut;
        this.main = Register("main", main);
    }

    public override Tensor Forward(Tensor input)
    {
        var output = main.Forward(input);
        return hasShortcut ? output.PlusShortcut(input, input) : output;
    }
}
