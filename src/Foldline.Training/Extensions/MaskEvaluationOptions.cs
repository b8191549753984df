using Foldline.Training.Metrics.Masks;

namespace Foldline.Training.Extensions;

/// <summary>What validation measures on masks.</summary>
/// <param name="Classes">Number of classes.</param>
/// <param name="Counter">Compares masks with what the network gives.</param>
/// <param name="Metrics">The metrics.</param>
public sealed record MaskEvaluationOptions(int Classes, MaskCounter Counter, IReadOnlyList<MaskMetric> Metrics);
