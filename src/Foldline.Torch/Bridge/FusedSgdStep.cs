using System.Runtime.InteropServices;

namespace Foldline.Torch.Bridge;

/// <summary>Numbers of one step of gradient descent; the layout is <c>fl_sgd_step</c> of <c>foldline_torch.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FusedSgdStep
{
    public required double Sign { get; init; }

    public required double L2 { get; init; }

    public required double LearningRate { get; init; }

    public required double Momentum { get; init; }

    public required double Keep { get; init; }

    public required double Current { get; init; }

    public required double Ahead { get; init; }

    /// <summary>Steps in one pass over memory when all tensors allow it.</summary>
    /// <param name="parameters">Parameters.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="buffers">Momentum buffers; null without momentum.</param>
    /// <returns>False when they do not; nothing was changed then.</returns>
    public unsafe bool TryApply(Tensor[] parameters, Tensor[] gradients, Tensor[]? buffers)
    {
        using var parameterList = new HandleList(parameters);
        using var gradientList = new HandleList(gradients);
        using var bufferList = new HandleList(buffers);
        var step = this;
        var status = NativeMethods.Sgd(
            parameterList.Pointer, gradientList.Pointer, buffers is null ? null : bufferList.Pointer, parameterList.Count, &step, out var done);
        TorchError.Check(status, "SGD's step");
        return done != 0;
    }
}
