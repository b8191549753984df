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
        SafeTensors.Write(path, [.. weights.Select(entry => TensorStorage.Store(entry.Key, entry.Value))], texts);
    }
}
