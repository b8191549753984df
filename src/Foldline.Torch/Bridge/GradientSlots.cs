using System.Runtime.InteropServices;

namespace Foldline.Torch.Bridge;

/// <summary>
/// Reads the gradients of a list of parameters in one native call into tensor objects that are used again at every reading, so
/// that a training step makes no garbage of its own.
/// </summary>
internal sealed unsafe class GradientSlots(IReadOnlyList<Tensor> parameters)
{
    private readonly Tensor[] slots = [.. parameters.Select(_ => Tensor.Slot())];

    /// <summary>The gradient of the parameter at a position; null when it had none at the last <see cref="Read"/>.</summary>
    public Tensor? this[int index] => slots[index].IsDisposed ? null : slots[index];

    /// <summary>Takes the present gradients.</summary>
    public void Read()
    {
        var count = slots.Length;
        var handles = (nint*)NativeMemory.Alloc((nuint)Math.Max(1, 2 * count), (nuint)sizeof(nint));
        try
        {
            for (var i = 0; i < count; i++)
                handles[i] = parameters[i].Handle;
            TorchError.Check(NativeMethods.TensorsGrads(handles, count, handles + count), "Reading gradients");
            for (var i = 0; i < count; i++)
                slots[i].Refer(handles[count + i]);
        }
        finally
        {
            NativeMemory.Free(handles);
        }
    }

    /// <summary>Lets go of the gradients that were read.</summary>
    public void Release()
    {
        foreach (var slot in slots)
            slot.Refer(0);
    }

    /// <summary>Removes the parameters' gradients.</summary>
    public void ClearParameters()
    {
        var count = slots.Length;
        var handles = (nint*)NativeMemory.Alloc((nuint)Math.Max(1, count), (nuint)sizeof(nint));
        try
        {
            for (var i = 0; i < count; i++)
                handles[i] = parameters[i].Handle;
            TorchError.Check(NativeMethods.TensorsClearGrads(handles, count), "Clearing gradients");
        }
        finally
        {
            NativeMemory.Free(handles);
        }
    }
}
