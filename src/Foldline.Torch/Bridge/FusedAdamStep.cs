using System.Runtime.InteropServices;

namespace Foldline.Torch.Bridge;

/// <summary>Numbers of one step of the Adam family; the layout is <c>fl_adam_step</c> of <c>foldline_torch.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FusedAdamStep
{
    public required double Sign { get; init; }

    public required double L2 { get; init; }

    public required double Shrink { get; init; }

    public required double Beta1 { get; init; }

    public required double Beta2 { get; init; }

    public required double Eps { get; init; }

    public required double StepSize { get; init; }

    public required double SecondRoot { get; init; }

    /// <summary>Steps in one pass over memory when all tensors allow it.</summary>
    /// <param name="tensors">Parameters, gradients, means, squares and, with amsgrad, largest squares.</param>
    /// <returns>False when they do not; nothing was changed then.</returns>
    public unsafe bool TryApply(params ReadOnlySpan<Tensor[]?> tensors)
    {
        using var parameters = new HandleList(tensors[0]);
        using var gradients = new HandleList(tensors[1]);
        using var means = new HandleList(tensors[2]);
        using var squares = new HandleList(tensors[3]);
        using var largest = new HandleList(tensors[4]);
        var step = this;
        var status = NativeMethods.Adam(
            parameters.Pointer, gradients.Pointer, means.Pointer, squares.Pointer, tensors[4] is null ? null : largest.Pointer, parameters.Count, &step, out var done);
        TorchError.Check(status, "Adam's step");
        return done != 0;
    }
}
