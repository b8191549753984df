using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>
/// Any network of the zoo that offers a pyramid of feature maps, under the name <c>model</c>: segmentation_models_pytorch's
/// <c>tu-</c> encoders. What comes after the last map that is used is left out, unless the network is no chain of layers. Names are those
/// of timm's networks of features, in which most families write <c>stages_0</c> for <c>stages.0</c>.
/// </summary>
internal sealed class UniversalEncoder : Encoder
{
    private readonly string name;
    private readonly ImageModel network;
    private readonly FeaturePyramid pyramid;

    // Null where the network is no chain of layers.
    private readonly Layer[][]? stages;

    public UniversalEncoder(string name, EncoderOptions options)
        : base(options)
    {
        this.name = name;
        network = Register("model", ModelRegistry.Create(name, new ModelOptions { NumClasses = 0, InChannels = options.InChannels, ImageSize = options.ImageSize }));
        try
        {
            pyramid = FeaturePyramid.Of(name, network.FeatureMaps, Depth);
            var family = FeatureFamily.Of(ModelRegistry.FamilyOf(name));
            if (family.IsPadded)
                InceptionEncoders.Pad(network);
            var chain = family.IsWhole ? null : Cut(family.Chain(network, family.Flattens || family.Parts is not null));
            if (options.OutputStride < 32)
                UniversalDilation.Apply(name, chain ?? Cut([.. Parts("", network)]), pyramid.Maps, options.OutputStride);
            stages = ChainOf(chain);
            if (stages is not null)
                Trim(family);
            OutChannels = [options.InChannels, .. pyramid.LacksHalf ? [0] : Array.Empty<int>(), .. pyramid.Maps.Select(map => map.Channels)];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override IReadOnlyList<int> OutChannels { get; }

    public override int OutputStride => Math.Min(Options.OutputStride, pyramid.Maps[^1].Reduction);

    public override IReadOnlyList<Tensor> ForwardFeatures(Tensor images)
    {
        var maps = Maps(images);
        CheckSizes(images, maps);
        return pyramid.LacksHalf ? [images, HalfWithoutChannels(images), .. maps] : [images, .. maps];
    }

    private List<Tensor> Maps(Tensor images)
    {
        try
        {
            return stages is null ? Intermediates(images) : Climb(stages, images);
        }
        catch (FoldlineException e) when (e.Code == "FL2001" && Options.OutputStride < 32)
        {
            // Windows of attention, tables of positions: what was made for maps of the usual size.
            throw EncoderErrors.CannotDilate(name, e);
        }
    }

    /// <summary>The network's modules in order, each child as a whole unless a map comes out of its inside.</summary>
    private IEnumerable<(string Name, string Path, Module Module)> Parts(string path, Module module)
    {
        if (path.Length > 0 && !pyramid.Maps.Any(map => map.Module.StartsWith($"{path}.", StringComparison.Ordinal)))
            return [(path, path, module)];
        return module.Children.SelectMany(child => Parts(path.Length == 0 ? child.Key : $"{path}.{child.Key}", child.Value));
    }

    /// <summary>
    /// Modules by the maps that they lead to. A stage ends with the module whose output is a map, and an activation that follows it. Null
    /// where no module gives a map.
    /// </summary>
    private Module[][]? Cut(IReadOnlyList<(string Name, string Path, Module Module)> chain)
    {
        var ends = network.FeatureMaps.Take(pyramid.Skipped + pyramid.Maps.Count).Select(map => map.Module).ToList();
        var found = new List<Module[]>();
        var stage = new List<Module>();
        for (var i = 0; i < chain.Count && found.Count < ends.Count; i++)
        {
            stage.Add(chain[i].Module);
            if (chain[i].Path != ends[found.Count])
                continue;
            if (chain[i].Module is BatchNorm2d && i + 1 < chain.Count && chain[i + 1].Module is Activation activation)
            {
                stage.Add(activation);
                i++;
            }

            found.Add([.. stage]);
            stage.Clear();
        }

        if (found.Count < ends.Count)
            return null;
        var first = pyramid.Skipped;
        return [[.. found.Take(first + 1).SelectMany(part => part)], .. found.Skip(first + 1)];
    }

    private static Layer[][]? ChainOf(Module[][]? parts) =>
        parts is not null && parts.All(stage => stage.All(module => module is Layer)) ? [.. parts.Select(stage => stage.Cast<Layer>().ToArray())] : null;

    /// <summary>Leaves out what does not belong to the network of features.</summary>
    private void Trim(FeatureFamily family)
    {
        if (family.Parts is not null)
        {
            network.Keep([.. network.Children.Where(child => family.Parts.Contains(child.Key))]);
            return;
        }

        var chain = family.Chain(network, family.Flattens);
        var count = chain.TakeWhile(entry => entry.Path != pyramid.Maps[^1].Module).Count() + 1;
        network.Keep([.. chain.Take(count).Select(entry => KeyValuePair.Create(entry.Name, entry.Module))]);
    }

    private static List<Tensor> Climb(Layer[][] stages, Tensor images)
    {
        var maps = new List<Tensor>();
        var input = images;
        foreach (var stage in stages)
        {
            var map = Run(stage, input);
            // Each map has an owner of its own, also where a stage has nothing to do.
            maps.Add(ReferenceEquals(map, input) ? map.Share() : map);
            input = maps[^1];
        }

        return maps;
    }

    private List<Tensor> Intermediates(Tensor images)
    {
        var all = network.ForwardIntermediates(images);
        var (first, end) = (pyramid.Skipped, pyramid.Skipped + pyramid.Maps.Count);
        foreach (var surplus in all.Take(first).Concat(all.Skip(end)))
            surplus.Dispose();
        return [.. all.Take(end).Skip(first)];
    }

    private void CheckSizes(Tensor images, List<Tensor> maps)
    {
        for (var i = 0; i < maps.Count; i++)
        {
            var reduction = Math.Min(pyramid.Maps[i].Reduction, Options.OutputStride);
            if (maps[i].Size(2) == images.Size(2) / reduction && maps[i].Size(3) == images.Size(3) / reduction)
                continue;
            maps.ForEach(map => map.Dispose());
            throw pyramid.Maps[i].Reduction > Options.OutputStride ? EncoderErrors.CannotDilate(name) : EncoderErrors.OddSize(name, pyramid.Maps[i].Reduction);
        }
    }
}
