using System.Runtime.InteropServices;

namespace Foldline.Torch.Bridge;

/// <summary>One argument or result of a boxed operator call; the layout is <c>fl_value</c> of <c>foldline_torch.h</c>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct NativeValue
{
    [FieldOffset(0)] private NativeKind kind;
    [FieldOffset(4)] private int length;
    [FieldOffset(8)] private long integer;
    [FieldOffset(8)] private double number;
    [FieldOffset(8)] private void* pointer;

    public static NativeValue None => new() { kind = NativeKind.None };

    public readonly bool AsBoolean => integer != 0;

    public readonly long AsInteger => integer;

    public readonly double AsNumber => number;

    public readonly Scalar AsScalar => kind switch
    {
        NativeKind.Float => number,
        NativeKind.Bool => integer != 0,
        _ => integer,
    };

    public static NativeValue From(Tensor? tensor) =>
        tensor is null ? default : new NativeValue { kind = NativeKind.Tensor, pointer = (void*)tensor.Handle };

    public static NativeValue From(long? value) => value is { } v ? new NativeValue { kind = NativeKind.Int, integer = v } : default;

    public static NativeValue From(double? value) => value is { } v ? new NativeValue { kind = NativeKind.Float, number = v } : default;

    public static NativeValue From(bool? value) => value is { } v ? new NativeValue { kind = NativeKind.Bool, integer = v ? 1 : 0 } : default;

    public static NativeValue From(Scalar? value) => value is { } v ? v.ToNative() : default;

    public static NativeValue From(DType? value) => From((long?)value);

    public static NativeValue From(Layout? value) => From((long?)value);

    public static NativeValue From(MemoryFormat? value) => From((long?)value);

    public static NativeValue From(Device? value) =>
        value is { } v ? new NativeValue { kind = NativeKind.Device, integer = (long)v.Kind, length = v.Index } : default;

    public static NativeValue From(TorchGenerator? generator) =>
        generator is null ? default : new NativeValue { kind = NativeKind.Generator, pointer = (void*)generator.Handle };

    public static NativeValue From(string? text)
    {
        if (text is null)
            return default;
        var (address, count) = NativeText.Intern(text);
        return new NativeValue { kind = NativeKind.String, pointer = (void*)address, length = count };
    }

    public static NativeValue FromTensors(HandleList list, bool optionalElements) => new()
    {
        kind = optionalElements ? NativeKind.OptionalTensors : NativeKind.Tensors,
        pointer = list.Pointer,
        length = list.Count,
    };

    public static NativeValue FromSpan(long* values, int count) => new() { kind = NativeKind.Ints, pointer = values, length = count };

    public static NativeValue FromSpan(double* values, int count) => new() { kind = NativeKind.Floats, pointer = values, length = count };

    public static NativeValue FromSpan(bool* values, int count) => new() { kind = NativeKind.Bools, pointer = values, length = count };

    /// <summary>None instead of the schema's default, for optional arguments that have no default.</summary>
    public readonly NativeValue OrNone() => kind == NativeKind.Default ? None : this;

    /// <summary>Takes over a tensor result.</summary>
    public readonly Tensor TakeTensor() => kind == NativeKind.Tensor && pointer != null
        ? Tensor.Own((nint)pointer)
        : throw FoldlineException.Internal("FL2002", "An operator gave no tensor where its schema says that it does.");

    /// <summary>Takes over a list of tensors.</summary>
    public readonly Tensor[] TakeTensors()
    {
        var handles = (nint*)pointer;
        var tensors = new Tensor[length];
        for (var i = 0; i < tensors.Length; i++)
            tensors[i] = Tensor.Own(handles[i]);
        NativeMethods.Free((nint)pointer);
        return tensors;
    }

    /// <summary>The tensors that the value holds: one, a list's, or none.</summary>
    public readonly nint[] TensorHandles()
    {
        if (kind == NativeKind.Tensor)
            return pointer == null ? [] : [(nint)pointer];
        if (kind is not (NativeKind.Tensors or NativeKind.OptionalTensors))
            return [];
        var handles = new ReadOnlySpan<nint>(pointer, length).ToArray();
        return Array.FindAll(handles, handle => handle != 0);
    }

    /// <summary>Type and shape of a tensor argument, for error messages.</summary>
    public readonly bool TryDescribeTensor(out string text)
    {
        text = "";
        if (kind != NativeKind.Tensor || pointer == null)
            return false;
        Span<long> sizes = stackalloc long[NativeMethods.TensorRank((nint)pointer)];
        fixed (long* p = sizes)
            _ = NativeMethods.TensorSizes((nint)pointer, p);
        text = $"{(DType)NativeMethods.TensorDType((nint)pointer)}[{string.Join(", ", sizes.ToArray())}]";
        return true;
    }

    public static NativeValue FromScalarParts(NativeKind kind, long integer, double number) =>
        kind == NativeKind.Float ? new NativeValue { kind = kind, number = number } : new NativeValue { kind = kind, integer = integer };
}
