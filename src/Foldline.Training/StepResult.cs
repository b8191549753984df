namespace Foldline.Training;

/// <summary>What one batch came to.</summary>
/// <param name="Loss">Mean loss of the batch.</param>
/// <param name="Samples">Samples in the batch.</param>
/// <param name="Correct">Samples whose largest logit is at the target; null when the targets are no class numbers.</param>
/// <param name="GradientNorm">Total norm of the gradients before clipping; null when it was not computed.</param>
internal readonly record struct StepResult(double Loss, int Samples, long? Correct, double? GradientNorm)
{
    /// <summary>Mean squared distance to a teacher's features; null without a teacher.</summary>
    public double? Distance { get; init; }
}
