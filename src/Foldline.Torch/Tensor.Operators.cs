using Foldline.Torch.Bridge;

namespace Foldline.Torch;

/// <content>Arithmetic, indexing, devices and text.</content>
public sealed partial class Tensor
{
    /// <summary>Element-wise sum with broadcasting.</summary>
    public static Tensor operator +(Tensor left, Tensor right) => left.Add(right);

    /// <summary>Adds a number to every element.</summary>
    public static Tensor operator +(Tensor left, Scalar right) => left.Add(right);

    /// <summary>Adds a number to every element.</summary>
    public static Tensor operator +(Scalar left, Tensor right) => right.Add(left);

    /// <summary>Element-wise difference with broadcasting.</summary>
    public static Tensor operator -(Tensor left, Tensor right) => left.Sub(right);

    /// <summary>Takes a number from every element.</summary>
    public static Tensor operator -(Tensor left, Scalar right) => left.Sub(right);

    /// <summary>Takes every element from a number.</summary>
    public static Tensor operator -(Scalar left, Tensor right) => right.Rsub(left);

    /// <summary>The negative of every element.</summary>
    public static Tensor operator -(Tensor tensor) => tensor.Neg();

    /// <summary>Element-wise product with broadcasting.</summary>
    public static Tensor operator *(Tensor left, Tensor right) => left.Mul(right);

    /// <summary>Multiplies every element by a number.</summary>
    public static Tensor operator *(Tensor left, Scalar right) => left.Mul(right);

    /// <summary>Multiplies every element by a number.</summary>
    public static Tensor operator *(Scalar left, Tensor right) => right.Mul(left);

    /// <summary>Element-wise quotient with broadcasting.</summary>
    public static Tensor operator /(Tensor left, Tensor right) => left.Div(right);

    /// <summary>Divides every element by a number.</summary>
    public static Tensor operator /(Tensor left, Scalar right) => left.Div(right);

    /// <summary>Divides a number by every element (by way of the reciprocal, as PyTorch).</summary>
    public static Tensor operator /(Scalar left, Tensor right)
    {
        using var reciprocal = right.Reciprocal();
        return reciprocal.Mul(left);
    }

    /// <summary>
    /// A view by whole numbers, ranges, <see cref="Index"/> and null (a new dimension), dimension by dimension from the first:
    /// <c>x[0, 1..3, ^1]</c>. Dimensions left out at the end are taken whole.
    /// </summary>
    /// <param name="indices">One entry a dimension.</param>
    [System.Runtime.CompilerServices.IndexerName("View")]
    public Tensor this[params ReadOnlySpan<TensorIndex> indices]
    {
        get
        {
            using var scope = new TensorScope();
            var view = Share();
            var dimension = 0;
            foreach (var index in indices)
                view = index.Apply(view, ref dimension);
            return scope.Keep(view);
        }
    }

    /// <summary>Moves to a device, keeping the element type.</summary>
    /// <param name="device">Target device.</param>
    /// <param name="nonBlocking">Let a copy from pinned memory run beside the CPU.</param>
    public Tensor To(Device device, bool nonBlocking = false) => this.To(device, DType, nonBlocking);

    /// <summary>A text with element type, shape and device: <c>Float32[8, 3, 256, 256] on cpu</c>.</summary>
    public string ToShortString() => IsDisposed ? "(disposed)" : $"{DType}[{string.Join(", ", Shape.ToArray())}] on {Device}";

    /// <summary>The elements as libtorch prints them, followed by element type, shape and device.</summary>
    public override string ToString()
    {
        if (IsDisposed)
            return "(disposed)";
        TorchError.Check(NativeMethods.TensorText(Handle, out var text), "Printing a tensor");
        var printed = NativeText.Take(text);
        var end = printed.LastIndexOf('[');
        return $"{(end > 0 ? printed[..end].TrimEnd() : printed)}\n{ToShortString()}";
    }
}
