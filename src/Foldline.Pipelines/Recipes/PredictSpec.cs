namespace Foldline.Pipelines.Recipes;

/// <summary>Which weights predict.</summary>
/// <param name="UseEma">True = the averaged weights when there are any (<c>weights: ema</c>), false = the raw ones (<c>weights: raw</c>).</param>
/// <param name="UseBest">True = the best epoch's weights (<c>snapshot: best</c>), false = the last ones (<c>snapshot: last</c>).</param>
public sealed record PredictSpec(bool UseEma = true, bool UseBest = false);
