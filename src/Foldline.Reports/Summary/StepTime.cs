namespace Foldline.Reports;

/// <summary>How long a step of the run took.</summary>
/// <param name="Step">Such as <c>train fold 0</c>.</param>
/// <param name="Duration">Wall-clock time.</param>
public sealed record StepTime(string Step, TimeSpan Duration);
