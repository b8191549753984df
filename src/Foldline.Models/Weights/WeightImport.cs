using Foldline.Models.Heads;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Serialization;

namespace Foldline.Models.Weights;

/// <summary>
/// Checks a weights file of any kind against a model and writes it again as <c>.safetensors</c> with timm's names and a card. Classes and
/// channels are read off the file.
/// </summary>
/// <param name="model">timm's name of the model.</param>
/// <param name="path">The file.</param>
public sealed class WeightImport(string model, string path)
{
    /// <summary>Whether tensors that are missing, surplus or misshaped are an error; otherwise what fits is taken and the rest drawn.</summary>
    public bool IsStrict { get; init; } = true;

    /// <summary>Writes the file and its card.</summary>
    /// <param name="output">A <c>.safetensors</c> file to create or replace.</param>
    /// <returns>What did not match.</returns>
    /// <exception cref="FoldlineException">FL2201: no such model. FL2204: the weights do not fit. FL21xx: the file cannot be read. FL1001: the output cannot be written.</exception>
    public StateDictMismatch Write(string output)
    {
        using var scope = new TensorScope();
        using var generator = new TorchGenerator(0);
        using var network = ModelRegistry.Create(model, Options(), generator);
        var mismatch = PretrainedWeights.Load(network, path, IsStrict);
        using var views = new StoredViews();
        foreach (var (name, tensor) in network.StateDict())
            views.Add(name, tensor);
        SafeTensors.Write(output, views.Items, new Dictionary<string, string> { ["format"] = "pt" });
        Card(network).WriteBeside(output);
        return mismatch;
    }

    private ModelOptions Options()
    {
        using var plain = ModelRegistry.Create(model);
        var (first, last) = ($"{plain.FirstConv}.weight", $"{plain.ClassifierName}.");
        var shapes = WeightFileReader.ReadFor(plain, path)
            .Where(stored => stored.Name == first || stored.Name.StartsWith(last, StringComparison.Ordinal))
            .ToDictionary(stored => stored.Name, stored => (IReadOnlyList<long>)stored.Shape, StringComparer.Ordinal);
        var head = StoredHead.Find(shapes, plain.ClassifierName);
        // A file without a classifier is of a model without one.
        var classes = head?.Classes ?? (shapes.TryGetValue($"{plain.ClassifierNames[0]}.weight", out var classifier) && classifier.Count > 0 ? (int)classifier[0] : 0);
        var channels = shapes.TryGetValue(first, out var conv) && conv.Count == 4 ? conv[1] : plain.Options.InChannels;
        return new ModelOptions { NumClasses = classes, InChannels = (int)channels, Head = head?.Options };
    }

    private ModelCard Card(ImageModel network)
    {
        var published = PretrainedTable.For(network.Name) is [var row, ..] ? row : null;
        var known = ModelCard.Beside(path);
        var channels = network.Options.InChannels;
        return new ModelCard
        {
            Architecture = network.Name,
            Tag = known?.Tag ?? "",
            NumClasses = network.NumClasses,
            InputSize = [channels, .. (known?.InputSize ?? published?.InputSize ?? [3, 224, 224]).Skip(1)],
            Mean = PerChannel(known?.Mean ?? published?.Mean, 0.5, channels),
            Std = PerChannel(known?.Std ?? published?.Std, 0.5, channels),
            Interpolation = known?.Interpolation ?? published?.Interpolation ?? "bilinear",
            CropFraction = known?.CropFraction ?? published?.CropFraction ?? 1,
            FirstConv = network.FirstConv,
            Classifier = network.ClassifierName,
            ClassNames = known?.ClassNames ?? [],
            Origin = [new("file", Path.GetFileName(path))],
        };
    }

    private static IReadOnlyList<double> PerChannel(IReadOnlyList<double>? numbers, double fallback, int channels) =>
        numbers?.Count == channels ? numbers : [.. Enumerable.Repeat(numbers?.Average() ?? fallback, channels)];
}
