namespace Foldline.Pipelines.Recipes;

/// <summary>What happens to pixel values before they reach the network. The same for training, validation and test.</summary>
public sealed record Normalization
{
    /// <summary>Values stay 0 … 255.</summary>
    public static Normalization None { get; } = new("none");

    /// <summary>(value / 255 - mean) / std with the means and deviations of ImageNet.</summary>
    public static Normalization ImageNet { get; } = new("imagenet");

    /// <summary>(value / 255 - mean) / std with what the model's pretrained weights expect.</summary>
    public static Normalization Model { get; } = new("model");

    private Normalization(string kind) => Kind = kind;

    /// <summary><c>none</c>, <c>imagenet</c>, <c>model</c> or <c>custom</c>.</summary>
    public string Kind { get; }

    /// <summary>Mean per channel, or one for all, on values scaled to 0 … 1; empty unless custom.</summary>
    public ValueList<double> Mean { get; private init; } = [];

    /// <summary>Standard deviation per channel, or one for all, on values scaled to 0 … 1; above 0; empty unless custom.</summary>
    public ValueList<double> Std { get; private init; } = [];

    /// <summary>(value / 255 - mean) / std with given numbers.</summary>
    /// <param name="mean">Per channel, or one for all.</param>
    /// <param name="std">Per channel, or one for all; above 0.</param>
    public static Normalization Custom(ValueList<double> mean, ValueList<double> std) => new("custom") { Mean = mean, Std = std };
}
