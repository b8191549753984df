using Foldline.Torch;

namespace Foldline.Training;

/// <summary>
/// What the network said of the training images since the last log row: the outputs that training itself made, under its augmentation and with
/// weights that changed meanwhile. Belongs to the checkpoint. Not thread-safe.
/// </summary>
public sealed class TrainingOutputs
{
    private readonly List<int> indices = [];
    private readonly List<float> logits = [];

    /// <summary>Number of each sample, in the order in which training saw them.</summary>
    public IReadOnlyList<int> Indices => indices;

    /// <summary>Outputs of these samples, row by row [N · C].</summary>
    public IReadOnlyList<float> Logits => logits;

    /// <summary>Adds a batch.</summary>
    /// <param name="samples">Numbers of its samples.</param>
    /// <param name="values">[N, C] in single precision, on any device.</param>
    public void Add(ReadOnlySpan<int> samples, Tensor values)
    {
        using var noGrad = GradMode.NoGrad();
        using var detached = values.Detach();
        indices.AddRange(samples);
        logits.AddRange(detached.ToArray<float>());
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        indices.Clear();
        logits.Clear();
    }

    /// <summary>The state for a checkpoint; nothing when there is none. The caller owns the tensors.</summary>
    internal IEnumerable<KeyValuePair<string, Tensor>> Save()
    {
        if (indices.Count == 0)
            yield break;
        yield return new("indices", Tensor.FromArray<int>([.. indices]));
        yield return new("logits", Tensor.FromArray<float>([.. logits]));
    }

    /// <summary>Goes on from where <see cref="Save"/> was called.</summary>
    /// <param name="state">What it gave.</param>
    internal void Load(IReadOnlyDictionary<string, Tensor> state)
    {
        Clear();
        if (!state.TryGetValue("indices", out var samples) || !state.TryGetValue("logits", out var values))
            return;
        indices.AddRange(samples.ToArray<int>());
        logits.AddRange(values.ToArray<float>());
    }
}
