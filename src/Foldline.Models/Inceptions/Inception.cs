using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Inceptions;

/// <summary>What the Inceptions share: a chain of layers, some of which give feature maps.</summary>
internal abstract class Inception(ModelOptions options, string classifierName) : ImageModel(options, classifierName)
{
    private readonly List<(string Name, Layer Layer)> chain = [];
    private readonly List<FeatureMap> maps = [];

    public sealed override IReadOnlyList<FeatureMap> FeatureMaps => maps;

    public sealed override Tensor ForwardFeatures(Tensor images)
    {
        var x = chain[0].Layer.Forward(images);
        foreach (var (_, layer) in chain.Skip(1))
            x = x.Then(layer);
        return x;
    }

    public sealed override IReadOnlyList<Tensor> ForwardIntermediates(Tensor images)
    {
        var found = new List<Tensor>();
        var x = chain[0].Layer.Forward(images);
        foreach (var (name, layer) in chain.Skip(1))
        {
            var next = layer.Forward(x);
            if (found.Count == 0 || !ReferenceEquals(found[^1], x))
                x.Dispose();
            x = next;
            if (maps.Exists(map => map.Module == name))
                found.Add(x);
        }

        return found;
    }

    /// <summary>Appends a layer that is registered under its name.</summary>
    protected void Append(string name, Layer layer)
    {
        Register(name, layer);
        chain.Add((name, layer));
    }

    /// <summary>Appends layers that are registered elsewhere.</summary>
    protected void AppendRegistered(string name, Layer layer) => chain.Add((name, layer));

    /// <summary>Says that the last appended layer gives a feature map.</summary>
    protected void AddMap(int channels, int reduction) => maps.Add(new FeatureMap(channels, reduction, chain[^1].Name));
}
