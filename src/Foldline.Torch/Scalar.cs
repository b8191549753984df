using Foldline.Torch.Bridge;

namespace Foldline.Torch;

/// <summary>A number handed to an operator: integer, floating point or truth value, as in PyTorch's <c>Scalar</c>.</summary>
public readonly struct Scalar : IEquatable<Scalar>
{
    private readonly NativeKind kind;
    private readonly long integer;
    private readonly double number;

    private Scalar(NativeKind kind, long integer, double number)
    {
        this.kind = kind;
        this.integer = integer;
        this.number = number;
    }

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(long value) => new(NativeKind.Int, value, 0);

    /// <summary>An integer.</summary>
    public static implicit operator Scalar(int value) => new(NativeKind.Int, value, 0);

    /// <summary>A floating point number.</summary>
    public static implicit operator Scalar(double value) => new(NativeKind.Float, 0, value);

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(NativeKind.Bool, value ? 1 : 0, 0);

    /// <summary>Equal kind and value.</summary>
    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);

    /// <summary>Different kind or value.</summary>
    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);

    /// <summary>The value as a double.</summary>
    public double ToDouble() => kind == NativeKind.Float ? number : integer;

    /// <summary>The value as an integer; a fraction is cut off.</summary>
    public long ToInt64() => kind == NativeKind.Float ? (long)number : integer;

    /// <inheritdoc/>
    public bool Equals(Scalar other) => kind == other.kind && integer == other.integer && number.Equals(other.number);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(kind, integer, number);

    internal NativeValue ToNative() => NativeValue.FromScalarParts(kind == NativeKind.Default ? NativeKind.Int : kind, integer, number);
}
