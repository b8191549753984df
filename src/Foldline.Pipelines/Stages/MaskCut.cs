using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Stages;

/// <summary>How probabilities become masks.</summary>
/// <param name="Fold">Fold whose network predicts; -1 for several.</param>
/// <param name="Values">Thresholds and least sizes.</param>
internal sealed record MaskCut(int Fold, PredictSpec Values);
