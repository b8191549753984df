using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>
/// Any network of the zoo that offers feature maps, under the name <c>model</c>: segmentation_models_pytorch's <c>tu-</c> encoders.
/// What comes after the last map that is used is left out. Names are those of timm's networks of features, in which most families
/// write <c>stages_0</c> for <c>stages.0</c>.
/// </summary>
internal sealed class UniversalEncoder : Encoder
{
    private readonly ImageModel network;

    // Null where the network is no chain of layers.
    private readonly Layer[][]? stages;

    public UniversalEncoder(string name, EncoderOptions options)
        : base(options)
    {
        network = Register("model", ModelRegistry.Create(name, new ModelOptions { NumClasses = 0, InChannels = options.InChannels }));
        try
        {
            var maps = network.FeatureMaps.Take(Depth).ToList();
            if (maps.Count < Depth)
                throw TooFewMaps(name, network.FeatureMaps);
            var family = FeatureFamily.Of(ModelRegistry.FamilyOf(name));
            stages = family.IsWhole ? null : CutNetwork(family, maps);
            if (options.OutputStride < 32)
                UniversalDilation.Apply(name, stages, maps, options.OutputStride, family.Dilates);
            OutChannels = [options.InChannels, .. maps.Select(map => map.Channels)];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override IReadOnlyList<int> OutChannels { get; }

    public override IReadOnlyList<Tensor> ForwardFeatures(Tensor images)
    {
        if (stages is null)
            return Intermediates(images);
        var features = new List<Tensor> { images };
        foreach (var stage in stages)
        {
            var x = stage[0].Forward(features[^1]);
            features.Add(stage[1..].Aggregate(x, (map, layer) => map.Then(layer)));
        }

        return features;
    }

    /// <summary>A stage ends with the module whose output is a map, and an activation that follows it.</summary>
    private static Layer[][] Cut(IReadOnlyList<(string Name, string Path, Module Module)> chain, List<FeatureMap> maps)
    {
        var stages = new List<Layer[]>();
        var stage = new List<Layer>();
        for (var i = 0; i < chain.Count && stages.Count < maps.Count; i++)
        {
            stage.Add((Layer)chain[i].Module);
            if (chain[i].Path != maps[stages.Count].Module)
                continue;
            if (chain[i].Module is BatchNorm2d && i + 1 < chain.Count && chain[i + 1].Module is Activation activation)
            {
                stage.Add(activation);
                i++;
            }

            stages.Add([.. stage]);
            stage.Clear();
        }

        return [.. stages];
    }

    private static FoldlineException TooFewMaps(string name, IReadOnlyList<FeatureMap> maps) => FoldlineException.User(
        "FL2213",
        maps.Count == 0
            ? $"'{name}' offers no feature maps and cannot be an encoder."
            : $"'{name}' offers {maps.Count} feature maps (sizes 1/{string.Join(", 1/", maps.Select(map => map.Reduction))}), fewer than the encoder depth asks for. Set the encoder depth to {maps.Count} or less.",
        null,
        ("encoder", name));

    /// <summary>Finds the stages and leaves out what does not belong to the network of features.</summary>
    private Layer[][] CutNetwork(FeatureFamily family, List<FeatureMap> maps)
    {
        var stages = Cut(family.Chain(network, flatten: family.Flattens || family.Parts is not null), maps);
        if (family.Parts is null)
            KeepUpTo(maps[^1].Module, family.Chain(network, family.Flattens));
        else
            network.Keep([.. network.Children.Where(child => family.Parts.Contains(child.Key))]);
        return stages;
    }

    private void KeepUpTo(string last, IReadOnlyList<(string Name, string Path, Module Module)> chain)
    {
        var count = chain.TakeWhile(entry => entry.Path != last).Count() + 1;
        network.Keep([.. chain.Take(count).Select(entry => KeyValuePair.Create(entry.Name, entry.Module))]);
    }

    private List<Tensor> Intermediates(Tensor images)
    {
        var all = network.ForwardIntermediates(images);
        foreach (var surplus in all.Skip(Depth))
            surplus.Dispose();
        return [images, .. all.Take(Depth)];
    }
}
