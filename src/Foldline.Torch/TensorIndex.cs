namespace Foldline.Torch;

/// <summary>One entry of an index expression on a tensor: a position, a range, or a new dimension of length 1.</summary>
public readonly struct TensorIndex
{
    private readonly Kind kind;
    private readonly Index at;
    private readonly Range range;

    private TensorIndex(Kind kind, Index at, Range range)
    {
        this.kind = kind;
        this.at = at;
        this.range = range;
    }

    private enum Kind
    {
        Whole,
        At,
        Range,
        NewDimension,
    }

    /// <summary>A new dimension of length 1.</summary>
    public static TensorIndex NewDimension => new(Kind.NewDimension, default, default);

    /// <summary>One position; the dimension disappears. Negative numbers count from the end.</summary>
    public static implicit operator TensorIndex(int position) => new(Kind.At, position < 0 ? new Index(-position, fromEnd: true) : position, default);

    /// <summary>One position; the dimension disappears.</summary>
    public static implicit operator TensorIndex(Index position) => new(Kind.At, position, default);

    /// <summary>A range of positions; the dimension stays.</summary>
    public static implicit operator TensorIndex(Range range) => new(Kind.Range, default, range);

    internal Tensor Apply(Tensor tensor, ref int dimension)
    {
        switch (kind)
        {
            case Kind.At:
                return tensor.Select(dimension, at.GetOffset(Length(tensor, dimension)));
            case Kind.Range:
                var (start, length) = range.GetOffsetAndLength(Length(tensor, dimension));
                return tensor.Slice(dimension++, start, start + length, 1);
            case Kind.NewDimension:
                return tensor.Unsqueeze(dimension++);
            default:
                dimension++;
                return tensor;
        }
    }

    private static int Length(Tensor tensor, int dimension)
    {
        if (dimension >= tensor.Rank)
            throw new ArgumentException($"Too many indices for a tensor of {tensor.Rank} dimensions.");
        return checked((int)tensor.Size(dimension));
    }
}
