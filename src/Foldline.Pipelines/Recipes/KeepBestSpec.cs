namespace Foldline.Pipelines.Recipes;

/// <summary>Which logged value decides on the best epoch.</summary>
/// <param name="Metric">Name in the log, such as <c>valid.ema.loss</c>.</param>
/// <param name="Maximize">True when larger is better (<c>mode: max</c>).</param>
public sealed record KeepBestSpec(string Metric, bool Maximize);
