using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Foldline.Torch.Bridge;
using Foldline.Torch.Tracing;

namespace Foldline.Torch;

/// <content>Making tensors from memory and reading their elements.</content>
public sealed partial class Tensor
{
    /// <summary>Copies values into a new tensor on the CPU.</summary>
    /// <param name="values">Elements in row-major order.</param>
    /// <param name="shape">Shape; left out: one dimension.</param>
    /// <typeparam name="T">byte, sbyte, short, int, long, Half, float, double, bool or <see cref="BFloat16"/>.</typeparam>
    /// <exception cref="ArgumentException">The shape does not hold as many elements as there are values.</exception>
    public static Tensor FromArray<T>(ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        ReadOnlySpan<long> sizes = shape.IsEmpty ? [values.Length] : shape;
        var tensor = Aten.Empty(sizes, dtype: DTypeOf<T>());
        if (tensor.Count != values.Length)
        {
            tensor.Dispose();
            throw new ArgumentException($"A tensor of shape [{string.Join(", ", sizes.ToArray())}] cannot hold {values.Length} values.", nameof(shape));
        }

        values.CopyTo(tensor.Data<T>());
        return tensor;
    }

    /// <inheritdoc cref="FromArray{T}(ReadOnlySpan{T}, ReadOnlySpan{long})"/>
    public static Tensor FromArray<T>(T[] values, params ReadOnlySpan<long> shape)
        where T : unmanaged => FromArray((ReadOnlySpan<T>)values, shape);

    /// <summary>A tensor of no dimensions.</summary>
    /// <param name="value">Its only element.</param>
    /// <typeparam name="T">Element type.</typeparam>
    public static Tensor FromScalar<T>(T value)
        where T : unmanaged
    {
        var tensor = Aten.Empty([], dtype: DTypeOf<T>());
        tensor.Data<T>()[0] = value;
        return tensor;
    }

    /// <summary>A tensor over memory that somebody else owns; nothing is copied.</summary>
    /// <param name="data">First element, on the CPU.</param>
    /// <param name="sizes">Shape.</param>
    /// <param name="strides">Elements between neighbours along every dimension.</param>
    /// <param name="dtype">Element type.</param>
    /// <param name="release">Called once, on any thread, when libtorch holds the memory no longer. Must not throw.</param>
    public static unsafe Tensor FromMemory(nint data, ReadOnlySpan<long> sizes, ReadOnlySpan<long> strides, DType dtype, Action? release)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(strides.Length, sizes.Length);
        var context = release is null ? 0 : GCHandle.ToIntPtr(GCHandle.Alloc(release));
        nint handle;
        int status;
        fixed (long* pSizes = sizes)
        fixed (long* pStrides = strides)
        {
            status = NativeMethods.TensorFromMemory(
                data, pSizes, pStrides, sizes.Length, (int)dtype, release is null ? null : &OnRelease, context, out handle);
        }

        TorchError.Check(status, "Making a tensor from memory");
        OperatorTrace.Current?.Forget(handle);
        return Own(handle);
    }

    /// <summary>The elements of a contiguous (in any dense order) CPU tensor, in the order in which they lie in memory.</summary>
    /// <typeparam name="T">Must be the tensor's element type.</typeparam>
    /// <returns>A view that is valid while the tensor lives.</returns>
    /// <exception cref="InvalidOperationException">Other element type, other device, or the elements do not lie densely.</exception>
    public unsafe Span<T> Data<T>()
        where T : unmanaged
    {
        if (DTypeOf<T>() != DType)
            throw new InvalidOperationException($"The tensor holds {DType}, not {typeof(T).Name}.");
        if (Device.Kind != DeviceKind.Cpu)
            throw new InvalidOperationException($"The tensor is on {Device}; copy it to the CPU first.");
        if (!IsContiguous() && !(Rank == 4 && IsContiguous(MemoryFormat.ChannelsLast)))
            throw new InvalidOperationException("The tensor's elements do not lie densely; call Contiguous() first.");
        return new Span<T>((void*)DataPointer, checked((int)Count));
    }

    /// <summary>Copies the elements in row-major order, from any device and memory order, converting the element type if needed.</summary>
    /// <typeparam name="T">Element type of the result.</typeparam>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var source = Detach();
        if (Device.Kind != DeviceKind.Cpu || DType != DTypeOf<T>())
            source = source.To(Device.Cpu, DTypeOf<T>());
        return source.Contiguous().Data<T>().ToArray();
    }

    /// <summary>The only element of a tensor with one element.</summary>
    /// <typeparam name="T">Element type of the result.</typeparam>
    public T Item<T>()
        where T : unmanaged
    {
        if (Count != 1)
            throw new InvalidOperationException($"Item needs one element, but the shape is [{string.Join(", ", Shape.ToArray())}].");
        return ToArray<T>()[0];
    }

    /// <summary>The only element as a double.</summary>
    public double ToDouble() => this.LocalScalarDense().ToDouble();

    /// <summary>Address of the first element.</summary>
    public nint DataPointer
    {
        get
        {
            TorchError.Check(NativeMethods.TensorData(Handle, out var data), "Reading a data pointer");
            return data;
        }
    }

    /// <summary>The element type that a C# type stands for.</summary>
    /// <typeparam name="T">A C# type.</typeparam>
    /// <exception cref="NotSupportedException">No element type matches.</exception>
    public static DType DTypeOf<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return DType.Float32;
        if (typeof(T) == typeof(double)) return DType.Float64;
        if (typeof(T) == typeof(long)) return DType.Int64;
        if (typeof(T) == typeof(int)) return DType.Int32;
        if (typeof(T) == typeof(short)) return DType.Int16;
        if (typeof(T) == typeof(byte)) return DType.UInt8;
        if (typeof(T) == typeof(sbyte)) return DType.Int8;
        if (typeof(T) == typeof(bool)) return DType.Bool;
        if (typeof(T) == typeof(Half)) return DType.Float16;
        if (typeof(T) == typeof(BFloat16)) return DType.BFloat16;
        throw new NotSupportedException($"No tensor element type matches {typeof(T).Name}.");
    }

    [UnmanagedCallersOnly]
    private static void OnRelease(nint context)
    {
        var handle = GCHandle.FromIntPtr(context);
        var release = Unsafe.As<Action>(handle.Target!);
        handle.Free();
        try
        {
            release();
        }
        catch (Exception e)
        {
            // An exception must not cross into C++; the callback is documented not to throw.
            System.Diagnostics.Debug.Fail(e.ToString());
        }
    }
}
