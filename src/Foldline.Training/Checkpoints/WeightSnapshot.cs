using System.Globalization;
using Foldline.Torch;
using Foldline.Torch.Serialization;
using Foldline.Training.Triggers;

namespace Foldline.Training.Checkpoints;

/// <summary>Weights alone in a <c>.safetensors</c> file, named as in PyTorch's state dict.</summary>
public static class WeightSnapshot
{
    /// <summary>Writes the weights atomically.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <param name="weights">Tensors by name, on any device.</param>
    /// <param name="moment">Epoch and iteration, noted in the file.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> weights, TrainingMoment moment)
    {
        var texts = new Dictionary<string, string>
        {
            ["format"] = "pt",
            ["epoch"] = moment.Epoch.ToString(CultureInfo.InvariantCulture),
            ["iteration"] = moment.Iteration.ToString(CultureInfo.InvariantCulture),
        };
        using var views = new StoredViews();
        foreach (var (name, tensor) in weights)
            views.Add(name, tensor);
        SafeTensors.Write(path, views.Items, texts);
    }

    /// <summary>Reads weights.</summary>
    /// <param name="path">File that <see cref="Write"/> wrote, or any <c>.safetensors</c> file.</param>
    /// <returns>Tensors by name, on the CPU, which belong to the current scope or else to the caller; the epoch, 0 when not noted.</returns>
    /// <exception cref="FoldlineException">FL2100 and others: the file cannot be read.</exception>
    public static (OrderedDictionary<string, Tensor> Weights, int Epoch) Read(string path)
    {
        var content = SafeTensors.Read(path);
        var weights = new OrderedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var stored in content.Tensors)
            weights.Add(stored.Name, stored.ToTensor());
        var isKnown = int.TryParse(content.Metadata.GetValueOrDefault("epoch"), CultureInfo.InvariantCulture, out var epoch);
        return (weights, isKnown ? epoch : 0);
    }
}
