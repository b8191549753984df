using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Layers with names, one after the other.</summary>
internal class NamedSequence : Sequential
{
    public NamedSequence(params ReadOnlySpan<(string Name, Layer Layer)> layers)
    {
        foreach (var (name, layer) in layers)
            Add(name, layer);
    }
}
