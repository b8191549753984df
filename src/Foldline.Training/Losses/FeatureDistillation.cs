using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Teaches a student network a teacher's features beside the targets: w₁·mean((student − teacher)²) + w₂·loss(output, target).
/// With <see cref="BceWithLogits"/> it is the loss of the RANZCR catheter pipelines. Not thread-safe; disposes the inner loss.
/// </summary>
/// <param name="loss">Loss of the targets.</param>
/// <param name="featureWeight">w₁.</param>
/// <param name="lossWeight">w₂.</param>
public sealed class FeatureDistillation(Loss loss, double featureWeight = 1, double lossWeight = 1) : IDisposable
{
    /// <summary>Computes the loss of a batch; gradients flow back to the output and the student's features.</summary>
    /// <param name="output">The student's output, as the inner loss takes it.</param>
    /// <param name="target">What is true.</param>
    /// <param name="studentFeatures">Any shape.</param>
    /// <param name="teacherFeatures">Of the same shape; no gradients flow back to it.</param>
    /// <exception cref="FoldlineException">FL5502: the features are of different shapes, or the targets do not fit.</exception>
    public Tensor Compute(Tensor output, Tensor target, Tensor studentFeatures, Tensor teacherFeatures)
    {
        ArgumentNullException.ThrowIfNull(studentFeatures);
        ArgumentNullException.ThrowIfNull(teacherFeatures);
        using var scope = new TensorScope();
        return scope.Keep((featureWeight * Distance(studentFeatures, teacherFeatures)) + (lossWeight * loss.Compute(output, target)));
    }

    /// <summary>mean((student − teacher)²), in single precision at least.</summary>
    /// <param name="studentFeatures">Any shape; gradients flow back to it.</param>
    /// <param name="teacherFeatures">Of the same shape; no gradients flow back to it.</param>
    /// <exception cref="FoldlineException">FL5502: the features are of different shapes.</exception>
    public static Tensor Distance(Tensor studentFeatures, Tensor teacherFeatures)
    {
        using var scope = new TensorScope();
        var student = studentFeatures.DType is DType.Float16 or DType.BFloat16 ? studentFeatures.To(DType.Float32) : studentFeatures;
        return scope.Keep(student.MseLoss(LossTargets.Same(student, teacherFeatures.Detach(), "distillation")));
    }

    /// <inheritdoc/>
    public void Dispose() => loss.Dispose();
}
