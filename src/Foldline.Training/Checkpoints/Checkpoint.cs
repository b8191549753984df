using Foldline.Torch;
using Foldline.Torch.Serialization;

namespace Foldline.Training.Checkpoints;

/// <summary>A training at one moment: tensors by section, and the state.</summary>
public sealed class Checkpoint : IDisposable
{
    /// <summary>Section of the model's state dict, names as PyTorch has them.</summary>
    public const string Model = "model";

    /// <summary>Section of the optimizer's tensors.</summary>
    public const string Optimizer = "optimizer";

    /// <summary>Section of the averaged weights.</summary>
    public const string Average = "ema";

    /// <summary>Section of the outputs of training batches that have not been measured yet.</summary>
    public const string Outputs = "outputs";

    private readonly IReadOnlyList<StoredTensor>? read;
    private readonly StoredViews views = new();

    /// <summary>A checkpoint with no tensors yet.</summary>
    /// <param name="state">Everything besides tensors.</param>
    public Checkpoint(TrainingState state)
        : this(state, null)
    {
    }

    internal Checkpoint(TrainingState state, IReadOnlyList<StoredTensor>? read) => (State, this.read) = (state, read);

    /// <summary>Everything besides tensors.</summary>
    public TrainingState State { get; }

    /// <summary>All tensors, named <c>section.name</c>.</summary>
    public IReadOnlyList<StoredTensor> Tensors => read ?? views.Items;

    /// <summary>Adds tensors to a section. They are looked at in place where possible, so write the checkpoint before they change.</summary>
    /// <param name="section">Such as <see cref="Model"/>.</param>
    /// <param name="values">Tensors by name, on any device.</param>
    public void Add(string section, IEnumerable<KeyValuePair<string, Tensor>> values)
    {
        foreach (var (name, tensor) in values)
            views.Add($"{section}.{name}", tensor);
    }

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

    /// <summary>Lets go of the tensors that were added.</summary>
    public void Dispose() => views.Dispose();

    /// <summary>The section in a tensor's name, which ends before the first full stop.</summary>
    internal static string SectionOf(string name) => name[..Math.Max(name.IndexOf('.', StringComparison.Ordinal), 0)];

    private IEnumerable<StoredTensor> Of(string section) => Tensors.Where(tensor => SectionOf(tensor.Name) == section);
}
