using Foldline.Training.Logging;

namespace Foldline.Training.Checkpoints;

/// <summary>
/// Everything besides tensors that a resumed training needs. Free of clock times and of machine names, so that equal trainings
/// have equal checkpoints.
/// </summary>
public sealed record TrainingState
{
    /// <summary>Version of Foldline that wrote it.</summary>
    public required string Version { get; init; }

    /// <summary>Hash of the recipe that the training belongs to.</summary>
    public required string RecipeHash { get; init; }

    /// <summary>Epochs done.</summary>
    public required int Epoch { get; init; }

    /// <summary>Batches done of the unfinished epoch.</summary>
    public required int BatchPosition { get; init; }

    /// <summary>Iterations done since the start of the training.</summary>
    public required long Iteration { get; init; }

    /// <summary>The numbers of schedules, triggers, optimizers and averages, by part and key.</summary>
    public SortedDictionary<string, SortedDictionary<string, double>> Parts { get; init; } = new(StringComparer.Ordinal);

    /// <summary>States of random generators by name; base64 in the file.</summary>
    public SortedDictionary<string, byte[]> Generators { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The log so far, the unfinished epoch included; null when nothing was logged.</summary>
    public LogState? Log { get; init; }

    /// <summary>Adds the numbers of a part.</summary>
    /// <param name="name">Name of the part, such as <c>schedule</c>.</param>
    /// <param name="numbers">What its <c>Save</c> gave.</param>
    public void AddPart(string name, IEnumerable<KeyValuePair<string, double>> numbers)
    {
        var sorted = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (key, value) in numbers)
            sorted[key] = value;
        Parts[name] = sorted;
    }

    /// <summary>The numbers of a part; empty when there are none.</summary>
    /// <param name="name">Name of the part.</param>
    public IReadOnlyDictionary<string, double> Part(string name) => Parts.TryGetValue(name, out var numbers) ? numbers : new SortedDictionary<string, double>();
}
