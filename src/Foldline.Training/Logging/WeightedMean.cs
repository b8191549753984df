using System.Text.Json.Serialization;

namespace Foldline.Training.Logging;

/// <summary>A mean over samples rather than over batches: each batch counts by its number of samples.</summary>
/// <param name="Sum">Sum of value times weight.</param>
/// <param name="Weight">Sum of weights.</param>
public readonly record struct WeightedMean(double Sum, double Weight)
{
    /// <summary>The mean; NaN before the first value.</summary>
    [JsonIgnore]
    public double Value => Sum / Weight;

    /// <summary>The mean with one more value.</summary>
    /// <param name="value">Mean over a batch.</param>
    /// <param name="weight">Number of samples of the batch, above 0.</param>
    public WeightedMean Add(double value, double weight) => new(Sum + (value * weight), Weight + weight);
}
