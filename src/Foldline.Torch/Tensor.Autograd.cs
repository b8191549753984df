using Foldline.Torch.Bridge;
using Foldline.Torch.Nn;

namespace Foldline.Torch;

/// <content>Gradients.</content>
public sealed partial class Tensor
{
    /// <summary>True when operations on this tensor are recorded for gradients.</summary>
    public bool RequiresGrad
    {
        get => NativeMethods.TensorRequiresGrad(Handle) != 0;
        set => TorchError.Check(NativeMethods.TensorSetRequiresGrad(Handle, value ? 1 : 0), "Setting requires_grad");
    }

    /// <summary>True for a tensor that was not computed from others that require gradients.</summary>
    public bool IsLeaf => NativeMethods.TensorIsLeaf(Handle) != 0;

    /// <summary>The accumulated gradient; null when there is none. Every read makes an object that has to be disposed.</summary>
    public Tensor? Grad
    {
        get
        {
            TorchError.Check(NativeMethods.TensorGrad(Handle, out var grad), "Reading a gradient");
            return OwnOrNull(grad);
        }

        set
        {
            TorchError.Check(NativeMethods.TensorSetGrad(Handle, value is null ? 0 : value.Handle), "Setting a gradient");
            GC.KeepAlive(value);
        }
    }

    /// <summary>Computes the gradients of this tensor and adds them to the leaves' <see cref="Grad"/>.</summary>
    /// <param name="gradient">Gradient with respect to this tensor; may be left out for a tensor with one element.</param>
    /// <param name="retainGraph">Keep the recorded operations for another pass; they are kept with <paramref name="createGraph"/> too.</param>
    /// <param name="createGraph">Record the gradient computation itself, for higher derivatives.</param>
    public unsafe void Backward(Tensor? gradient = null, bool retainGraph = false, bool createGraph = false)
    {
        var tensor = Handle;
        var given = gradient?.Handle ?? 0;
        var status = NativeMethods.Backward(&tensor, gradient is null ? null : &given, 1, retainGraph || createGraph ? 1 : 0, createGraph ? 1 : 0);
        GC.KeepAlive(this);
        GC.KeepAlive(gradient);
        if (status != 0)
            Recomputation.ThrowFailure();
        TorchError.Check(status, "backward");
    }

    /// <summary>A view of the same data without gradient history.</summary>
    public Tensor Detach() => Aten.Detach(this);
}
