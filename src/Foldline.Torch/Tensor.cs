using System.Diagnostics;
using Foldline.Torch.Bridge;

namespace Foldline.Torch;

/// <summary>
/// A tensor of libtorch. The object owns one reference: <see cref="Dispose"/> gives it back, leaving a <see cref="TensorScope"/>
/// disposes what was made inside it, and the finalizer is only a safety net. Not safe for use by several threads at once.
/// </summary>
[DebuggerDisplay("{ToShortString(),nq}")]
public sealed partial class Tensor : IDisposable
{
    private static long live;
    private nint handle;

    // The scope's slot of this tensor, so that leaving or disposing need not search.
    private TensorScope? scope;
    private int slot;

    private Tensor(nint handle)
    {
        this.handle = handle;
        Interlocked.Increment(ref live);
        TensorScope.Current?.Add(this);
    }

    private Tensor()
    {
    }

    /// <summary>Gives the reference back when nobody disposed the tensor.</summary>
    ~Tensor() => Release();

    /// <summary>Number of tensor objects that hold a reference, in the whole process.</summary>
    public static long Live => Interlocked.Read(ref live);

    /// <summary>Number of dimensions.</summary>
    public int Rank => NativeMethods.TensorRank(Handle);

    /// <summary>Number of elements.</summary>
    public long Count => NativeMethods.TensorCount(Handle);

    /// <summary>Element type.</summary>
    public DType DType => (DType)NativeMethods.TensorDType(Handle);

    /// <summary>Length of every dimension.</summary>
    public unsafe ReadOnlySpan<long> Shape
    {
        get
        {
            var sizes = new long[Rank];
            fixed (long* p = sizes)
                TorchError.Check(NativeMethods.TensorSizes(Handle, p), "Reading a shape");
            return sizes;
        }
    }

    /// <summary>Elements between neighbours along every dimension.</summary>
    public unsafe ReadOnlySpan<long> Strides
    {
        get
        {
            var strides = new long[Rank];
            fixed (long* p = strides)
                TorchError.Check(NativeMethods.TensorStrides(Handle, p), "Reading strides");
            return strides;
        }
    }

    /// <summary>Where the data lives.</summary>
    public Device Device
    {
        get
        {
            TorchError.Check(NativeMethods.TensorDevice(Handle, out var kind, out var index), "Reading a device");
            return new Device((DeviceKind)kind, index);
        }
    }

    /// <summary>True once the tensor has been disposed.</summary>
    public bool IsDisposed => handle == 0;

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(handle == 0, this);
            return handle;
        }
    }

    /// <summary>Length of one dimension.</summary>
    /// <param name="dimension">Dimension; negative counts from the end.</param>
    public long Size(int dimension)
    {
        var shape = Shape;
        return shape[dimension < 0 ? dimension + shape.Length : dimension];
    }

    /// <summary>True when the elements lie in the given order without gaps.</summary>
    /// <param name="format">Order of memory.</param>
    public bool IsContiguous(MemoryFormat format = MemoryFormat.Contiguous)
    {
        TorchError.Check(NativeMethods.TensorIsContiguous(Handle, (int)format, out var result), "Reading contiguity");
        return result != 0;
    }

    /// <summary>A second object for the same tensor (same data, same gradient history).</summary>
    public Tensor Share()
    {
        TorchError.Check(NativeMethods.TensorRetain(Handle, out var result), "Sharing a tensor");
        return Own(result);
    }

    /// <summary>Hands the tensor to the scope around the current one, or to nobody when there is none.</summary>
    public Tensor MoveToOuterScope()
    {
        var outer = scope?.Outer;
        scope?.Remove(slot);
        scope = null;
        outer?.Add(this);
        return this;
    }

    /// <summary>Takes the tensor out of every scope: it lives until it is disposed.</summary>
    public Tensor Detached()
    {
        scope?.Remove(slot);
        scope = null;
        return this;
    }

    /// <summary>Makes this object refer to another tensor, which the other object gives up.</summary>
    internal void ReplaceBy(Tensor other)
    {
        var taken = other.Share();
        (handle, taken.handle) = (taken.handle, handle);
        taken.Dispose();
    }

    /// <summary>Gives the reference back. Data shared with other tensors stays.</summary>
    public void Dispose()
    {
        scope?.Remove(slot);
        scope = null;
        Release();
        GC.SuppressFinalize(this);
    }

    internal static Tensor Own(nint handle) => new(handle);

    /// <summary>An object for many tensors in turn; refers to none yet and belongs to no scope.</summary>
    internal static Tensor Slot() => new();

    /// <summary>Gives up what this object refers to and takes over another handle, or none (0). For objects made by <see cref="Slot"/>.</summary>
    internal void Refer(nint newHandle)
    {
        Release();
        if (newHandle == 0)
            return;
        handle = newHandle;
        Interlocked.Increment(ref live);
    }

    internal static Tensor? OwnOrNull(nint handle) => handle == 0 ? null : new Tensor(handle);

    internal void EnterScope(TensorScope newScope, int newSlot)
    {
        scope = newScope;
        slot = newSlot;
    }

    // Called by the scope itself, which clears its slots afterwards.
    internal void DisposeFromScope()
    {
        scope = null;
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        var owned = Interlocked.Exchange(ref handle, 0);
        if (owned == 0)
            return;
        NativeMethods.TensorRelease(owned);
        Interlocked.Decrement(ref live);
    }
}
