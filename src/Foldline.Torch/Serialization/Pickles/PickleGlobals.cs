namespace Foldline.Torch.Serialization.Pickles;

/// <summary>The table of everything a pickle may name. What is not here is refused.</summary>
internal static class PickleGlobals
{
    private static readonly Dictionary<string, PickleGlobal> Allowed = Table().ToDictionary(row => row.Name, StringComparer.Ordinal);

    public static PickleGlobal? Find(string name) => Allowed.GetValueOrDefault(name);

    private static IEnumerable<PickleGlobal> Table() =>
    [
        new("collections.OrderedDict", call => call.Dictionary()),
        new("collections.Counter", call => call.Dictionary()),
        new("builtins.set", Set),
        new("__builtin__.set", Set),
        new("builtins.frozenset", Set),
        new("__builtin__.frozenset", Set),
        new("torch.Size", call => new PickleSequence(call.Sequence(0))),
        new("torch.device", call => call.Count > 1 ? $"{call.Text(0)}:{call.Text(1)}" : call.Text(0)),
        new("torch._utils._rebuild_tensor", View),
        new("torch._utils._rebuild_tensor_v2", View),
        new("torch._utils._rebuild_parameter", call => call.Tensor(0)),
        new("torch._utils._rebuild_parameter_with_state", call => call.Tensor(0)),
        new("torch.ByteStorage", null, DType.UInt8),
        new("torch.CharStorage", null, DType.Int8),
        new("torch.ShortStorage", null, DType.Int16),
        new("torch.IntStorage", null, DType.Int32),
        new("torch.LongStorage", null, DType.Int64),
        new("torch.HalfStorage", null, DType.Float16),
        new("torch.FloatStorage", null, DType.Float32),
        new("torch.DoubleStorage", null, DType.Float64),
        new("torch.BFloat16Storage", null, DType.BFloat16),
        new("torch.BoolStorage", null, DType.Bool),
        new("torch.ComplexFloatStorage", null, DType.ComplexFloat32),
        new("torch.ComplexDoubleStorage", null, DType.ComplexFloat64),
        new("torch.cuda.ByteStorage", null, DType.UInt8),
        new("torch.cuda.CharStorage", null, DType.Int8),
        new("torch.cuda.ShortStorage", null, DType.Int16),
        new("torch.cuda.IntStorage", null, DType.Int32),
        new("torch.cuda.LongStorage", null, DType.Int64),
        new("torch.cuda.HalfStorage", null, DType.Float16),
        new("torch.cuda.FloatStorage", null, DType.Float32),
        new("torch.cuda.DoubleStorage", null, DType.Float64),
        new("torch.cuda.BFloat16Storage", null, DType.BFloat16),
        new("torch.cuda.BoolStorage", null, DType.Bool),
        new("torch.uint8", null),
        new("torch.int8", null),
        new("torch.int16", null),
        new("torch.int32", null),
        new("torch.int64", null),
        new("torch.float16", null),
        new("torch.bfloat16", null),
        new("torch.float32", null),
        new("torch.float64", null),
        new("torch.bool", null),
    ];

    private static PickleSequence Set(UnpickleCall call) => new(call.Count == 0 ? [] : call.Sequence(0));

    private static PickleTensor View(UnpickleCall call) => new(call.Storage(0), call.Int64(1), call.Int64s(2), call.Int64s(3));
}
