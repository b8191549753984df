using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Foldline.Data.Arrays;

/// <summary>An array as files hold it: element type, shape, and the elements in C order (last dimension fastest), little-endian.</summary>
public sealed record NumericArray
{
    /// <summary>Takes bytes as they are.</summary>
    /// <param name="type">Element type.</param>
    /// <param name="shape">Lengths of the dimensions; none for a single number.</param>
    /// <param name="bytes">The elements, little-endian.</param>
    /// <exception cref="ArgumentException">The bytes do not fit the shape.</exception>
    public NumericArray(ArrayType type, ImmutableArray<long> shape, ReadOnlyMemory<byte> bytes)
    {
        var count = shape.Aggregate(1L, (product, length) => checked(product * length));
        if (count * type.Size() != bytes.Length)
            throw new ArgumentException($"{bytes.Length} bytes do not fit {count} elements of {type}.", nameof(bytes));
        (Type, Shape, Bytes) = (type, shape, bytes);
    }

    /// <summary>Element type.</summary>
    public ArrayType Type { get; }

    /// <summary>Lengths of the dimensions; none for a single number.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>The elements in C order, little-endian.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Number of elements.</summary>
    public int Count => Bytes.Length / Type.Size();

    /// <summary>Makes an array of C# values.</summary>
    /// <param name="values">Values in C order.</param>
    /// <param name="shape">Lengths of the dimensions; without any, one dimension.</param>
    /// <typeparam name="T">One of the C# types of <see cref="ArrayTypes.ClrType"/>.</typeparam>
    /// <exception cref="ArgumentException">The values do not fit the shape, or the type cannot be stored.</exception>
    public static NumericArray From<T>(ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged =>
        new(ArrayTypes.FromClr(typeof(T)), shape.IsEmpty ? [values.Length] : [.. shape], MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>The elements as C# values.</summary>
    /// <typeparam name="T">The type that <see cref="ArrayTypes.ClrType"/> names.</typeparam>
    /// <exception cref="ArgumentException">The array holds another type.</exception>
    public ReadOnlySpan<T> As<T>()
        where T : unmanaged =>
        typeof(T) == Type.ClrType()
            ? MemoryMarshal.Cast<byte, T>(Bytes.Span)
            : throw new ArgumentException($"The array holds {Type}, not {typeof(T).Name}.");
}
