namespace Foldline.Torch.Serialization.Pickles;

/// <summary>A list, tuple or set.</summary>
internal sealed class PickleSequence(List<object?> items)
{
    public List<object?> Items { get; } = items;
}
