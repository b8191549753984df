namespace Foldline.Training.Triggers;

/// <summary>A point between two iterations, at which triggers are asked whether they fire. There is exactly one after each iteration.</summary>
/// <param name="Iteration">Number of iterations done since the start of the training, from 1.</param>
/// <param name="Epoch">Number of epochs done; counts the one that ends now.</param>
/// <param name="EpochEnds">Whether an epoch ends with this iteration.</param>
/// <param name="Values">Latest value of everything reported, by name, such as <c>valid.loss</c>.</param>
public readonly record struct TrainingMoment(long Iteration, int Epoch, bool EpochEnds, IReadOnlyDictionary<string, double> Values);
