namespace Foldline.Pipelines.Recipes;

/// <summary>Exponential moving average of the weights.</summary>
/// <param name="Decay">Weight of the old average at each step, 0 … 1.</param>
/// <param name="Dynamic">Whether step n uses min(decay, (1 + n) / (10 + n)), so that the average follows quickly at first.</param>
public sealed record EmaSpec(double Decay = 0.999, bool Dynamic = true);
