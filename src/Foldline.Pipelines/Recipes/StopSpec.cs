namespace Foldline.Pipelines.Recipes;

/// <summary>When the training of a fold ends before its last epoch.</summary>
/// <param name="Patience">How many epochs after the best one are trained in vain before the next such epoch ends the training, at least 0.</param>
/// <param name="Metric">Name in the log that decides on the best epoch, such as <c>valid.loss</c>.</param>
/// <param name="Maximize">True when larger is better (<c>mode: max</c>).</param>
public sealed record StopSpec(int Patience, string Metric = "valid.loss", bool Maximize = false);
