using System.Buffers;

namespace Foldline.Torch.Serialization;

/// <summary>
/// Tensors as arrays for a file, without copies in managed memory: what lies in C order on the CPU is looked at in place, anything else
/// is copied into a tensor of this list. Valid until the list is disposed or the tensors change. On the engine thread only.
/// </summary>
public sealed class StoredViews : IDisposable
{
    private readonly List<StoredTensor> items = [];
    private readonly List<Tensor> owned = [];

    /// <summary>The arrays, in the order in which they were added.</summary>
    public IReadOnlyList<StoredTensor> Items => items;

    /// <summary>Adds a tensor.</summary>
    /// <param name="name">Name in the file.</param>
    /// <param name="tensor">A tensor on any device, in any memory order.</param>
    public void Add(string name, Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var view = scope.Keep(tensor.Detach().To(Device.Cpu).Contiguous());
        owned.Add(view);
        items.Add(new StoredTensor(name, tensor.DType, tensor.Shape.ToArray(), new NativeBytes(view).Memory));
    }

    /// <summary>Lets go of the tensors; the arrays must not be used any more.</summary>
    public void Dispose()
    {
        foreach (var tensor in owned)
            tensor.Dispose();
        owned.Clear();
        items.Clear();
    }

    private sealed class NativeBytes(Tensor tensor) : MemoryManager<byte>
    {
        public override Span<byte> GetSpan() => StoredTensorExtensions.BytesOf(tensor);

        public override MemoryHandle Pin(int elementIndex = 0) => throw new NotSupportedException("Native memory needs no pinning; use the span.");

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }
}
