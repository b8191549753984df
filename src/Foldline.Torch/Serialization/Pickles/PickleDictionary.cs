namespace Foldline.Torch.Serialization.Pickles;

/// <summary>A dictionary in insertion order; numbers among the keys are kept as text.</summary>
internal sealed class PickleDictionary
{
    public OrderedDictionary<string, object?> Items { get; } = new(StringComparer.Ordinal);
}
