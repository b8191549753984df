using Foldline.Torch.Bridge;

namespace Foldline.Torch.Tracing;

/// <summary>
/// Records the operators that the calling thread runs until disposed: which tensor came out of which call and went into which. The
/// tensors themselves are not kept.
/// </summary>
/// <example><code>
/// using var trace = new OperatorTrace();
/// using var output = model.Forward(images);
/// var convolutions = trace.Calls.Count(call => call.Name == "aten::conv2d");
/// </code></example>
public sealed class OperatorTrace : IDisposable
{
    [ThreadStatic]
    private static OperatorTrace? current;

    private readonly OperatorTrace? outer = current;
    private readonly List<OperatorCall> calls = [];

    // A handle is an address, which libtorch uses again once its tensor is gone: an output always gets a new number.
    private readonly Dictionary<nint, long> ids = [];
    private long last;

    /// <summary>Starts to record.</summary>
    public OperatorTrace() => current = this;

    /// <summary>The calls so far, in order.</summary>
    public IReadOnlyList<OperatorCall> Calls => calls;

    internal static OperatorTrace? Current => current;

    /// <summary>The number by which the calls name a tensor; null when no call has met it.</summary>
    /// <param name="tensor">A tensor that is alive.</param>
    public long? IdOf(Tensor tensor) => ids.TryGetValue(tensor.Handle, out var id) ? id : null;

    /// <summary>Ends the recording.</summary>
    public void Dispose() => current = outer;

    /// <summary>Says that a handle came from elsewhere than an operator.</summary>
    internal void Forget(nint handle) => ids.Remove(handle);

    internal unsafe void Add(string name, NativeValue* inputs, int inputCount, NativeValue* outputs, int outputCount)
    {
        var given = new List<(int, TracedTensor)>();
        var known = new HashSet<nint>();
        for (var i = 0; i < inputCount; i++)
        {
            foreach (var handle in inputs[i].TensorHandles())
            {
                known.Add(handle);
                given.Add((i, Describe(handle)));
            }
        }

        var made = new List<TracedTensor>();
        for (var i = 0; i < outputCount; i++)
        {
            foreach (var handle in outputs[i].TensorHandles())
            {
                // Some operators give their input itself back.
                if (!known.Contains(handle))
                    ids.Remove(handle);
                made.Add(Describe(handle));
            }
        }

        calls.Add(new OperatorCall(name, given, made));
    }

    private unsafe TracedTensor Describe(nint handle)
    {
        if (!ids.TryGetValue(handle, out var id))
            ids.Add(handle, id = last++);
        var shape = new long[NativeMethods.TensorRank(handle)];
        fixed (long* p = shape)
            _ = NativeMethods.TensorSizes(handle, p);
        return new TracedTensor(id, (DType)NativeMethods.TensorDType(handle), shape);
    }
}
