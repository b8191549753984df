namespace Foldline.Torch.Serialization.Pickles;

/// <summary>The machine's stack with its marks.</summary>
internal sealed class PickleStack(PickleSource source)
{
    private readonly List<object?> values = [];
    private readonly Stack<int> marks = new();

    private int Floor => marks.TryPeek(out var mark) ? mark : 0;

    public void Push(object? value) => values.Add(value);

    public void Mark() => marks.Push(values.Count);

    public object? Peek() => values.Count > Floor ? values[^1] : throw Empty();

    public object? Pop() => Pop(1)[0];

    public List<object?> Pop(int count)
    {
        if (values.Count - Floor < count)
            throw Empty();
        var popped = values[^count..];
        values.RemoveRange(values.Count - count, count);
        return popped;
    }

    public List<object?> PopMark()
    {
        if (marks.Count == 0)
            throw source.Malformed("a mark is missing");
        var popped = values[Floor..];
        values.RemoveRange(Floor, values.Count - Floor);
        marks.Pop();
        return popped;
    }

    /// <summary>Drops the topmost value, or the topmost mark where nothing lies above it.</summary>
    public void Drop()
    {
        if (marks.Count > 0 && values.Count == Floor)
            marks.Pop();
        else
            Pop();
    }

    private FoldlineException Empty() => source.Malformed("its stack runs empty");
}
