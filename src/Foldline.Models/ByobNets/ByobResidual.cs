using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ByobNets;

/// <summary>A branch of layers and a shortcut; blocks add the layers of the branch in order.</summary>
internal abstract class ByobResidual : Layer
{
    private readonly Layer? shortcut;
    private readonly List<Layer> branch = [];

    protected ByobResidual(ByobParts parts, ByobBlockShape shape)
    {
        if (parts.Shortcut(shape) is { } layer)
            shortcut = Register("shortcut", layer);
    }

    /// <summary>The norm that ends a branch beside a shortcut.</summary>
    public Layer? LastNorm { get; private set; }

    public sealed override Tensor Forward(Tensor input)
    {
        var x = input;
        foreach (var layer in branch.SkipLast(1))
            x = ReferenceEquals(x, input) ? layer.Forward(x) : x.Then(layer);
        if (shortcut is not null)
            x.PlusShortcut(shortcut.Forward(input), input);
        return x.Then(branch[^1]);
    }

    /// <summary>Appends to the branch.</summary>
    protected void Add(string name, Layer layer) => branch.Add(Register(name, layer));

    /// <summary>Appends the branch's last convolution.</summary>
    protected void AddLast(string name, ConvNormAct conv)
    {
        Add(name, conv);
        LastNorm = shortcut is null ? null : conv.Norm;
    }

    /// <summary>Ends the block: what drops the branch, and the activation after the sum.</summary>
    protected void End(ByobParts parts, double dropPath)
    {
        Add("drop_path", new DropPath(dropPath));
        Add("act", parts.Settings.LinearOut ? new Identity() : parts.Activation());
    }
}
