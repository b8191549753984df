namespace Foldline.Pipelines.Recipes;

/// <summary>Which weights predict, and how.</summary>
/// <param name="UseEma">True = the averaged weights when there are any (<c>weights: ema</c>), false = the raw ones (<c>weights: raw</c>).</param>
/// <param name="UseBest">True = the best epoch's weights (<c>snapshot: best</c>), false = the last ones (<c>snapshot: last</c>).</param>
/// <param name="Fuse">Whether batch normalisation is folded into the convolutions before it: quicker, and the same apart from rounding.</param>
public sealed record PredictSpec(bool UseEma = true, bool UseBest = false, bool Fuse = false);
