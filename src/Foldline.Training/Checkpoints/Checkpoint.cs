using Foldline.Torch;
using Foldline.Torch.Serialization;

namespace Foldline.Training.Checkpoints;

/// <summary>A training at one moment: tensors by section, and the state.</summary>
public sealed class Checkpoint
{
    /// <summary>Section of the model's state dict, names as PyTorch has them.</summary>
    public const string Model = "model";

    /// <summary>Section of the optimizer's tensors.</summary>
    public const string Optimizer = "optimizer";

    /// <summary>Section of the averaged weights.</summary>
    public const string Average = "ema";

    private readonly List<StoredTensor> tensors;

    /// <summary>A checkpoint with no tensors yet.</summary>
    /// <param name="state">Everything besides tensors.</param>
    public Checkpoint(TrainingState state)
        : this(state, [])
    {
    }

    internal Checkpoint(TrainingState state, IEnumerable<StoredTensor> tensors)
    {
        State = state;
        this.tensors = [.. tensors];
    }

    /// <summary>Everything besides tensors.</summary>
    public TrainingState State { get; }

    /// <summary>All tensors, named <c>section.name</c>.</summary>
    public IReadOnlyList<StoredTensor> Tensors => tensors;

    /// <summary>Copies tensors into a section.</summary>
    /// <param name="section">Such as <see cref="Model"/>.</param>
    /// <param name="values">Tensors by name, on any device.</param>
    public void Add(string section, IEnumerable<KeyValuePair<string, Tensor>> values) =>
        tensors.AddRange(values.Select(entry => entry.Value.ToStored($"{section}.{entry.Key}")));

    /// <summary>The names of a section's tensors, without the section.</summary>
    /// <param name="section">Such as <see cref="Model"/>.</param>
    public IEnumerable<string> Names(string section) => Of(section).Select(tensor => tensor.Name[(section.Length + 1)..]);

    /// <summary>Makes the tensors of a section, on the CPU; they belong to the current scope or else to the caller.</summary>
    /// <param name="section">Such as <see cref="Model"/>.</param>
    public OrderedDictionary<string, Tensor> Section(string section)
    {
        var values = new OrderedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var tensor in Of(section))
            values.Add(tensor.Name[(section.Length + 1)..], tensor.ToTensor());
        return values;
    }

    private IEnumerable<StoredTensor> Of(string section) => tensors.Where(tensor => tensor.Name.StartsWith($"{section}.", StringComparison.Ordinal));
}
