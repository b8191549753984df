using System.Globalization;

namespace Foldline.Torch.Nn;

/// <summary>Layers one after the other. Intermediate results are freed as soon as the next layer has used them.</summary>
public class Sequential : Layer
{
    private readonly List<Layer> layers = [];

    /// <summary>Layers named 0, 1, 2 …</summary>
    /// <param name="layers">In order.</param>
    public Sequential(params ReadOnlySpan<Layer> layers)
    {
        foreach (var layer in layers)
            Add(layer);
    }

    /// <summary>Layers with names.</summary>
    /// <param name="layers">In order.</param>
    public Sequential(IEnumerable<KeyValuePair<string, Layer>> layers)
    {
        foreach (var (name, layer) in layers)
            Add(name, layer);
    }

    /// <summary>Number of layers.</summary>
    public int Count => layers.Count;

    /// <summary>The layer at a position.</summary>
    /// <param name="index">From 0.</param>
    public Layer this[int index] => layers[index];

    /// <summary>Appends a layer named by its position.</summary>
    /// <param name="layer">The layer.</param>
    public void Add(Layer layer) => Add(layers.Count.ToString(CultureInfo.InvariantCulture), layer);

    /// <summary>Appends a layer.</summary>
    /// <param name="name">Name in the state dict.</param>
    /// <param name="layer">The layer.</param>
    public void Add(string name, Layer layer) => layers.Add(Register(name, layer));

    /// <summary>Puts a layer in the place of another, which is disposed.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="layer">The new layer; it takes the name of the old one.</param>
    public void Replace(int index, Layer layer) => layers[index] = Register(Children.ElementAt(index).Key, layer);

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        var current = input;
        foreach (var layer in layers)
        {
            var next = layer.Invoke(current);
            if (!ReferenceEquals(current, input) && !ReferenceEquals(current, next))
                current.Dispose();
            current = next;
        }

        return current;
    }
}
