using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What <see cref="ColorJitter"/> draws.</summary>
/// <param name="Brightness">Factor on the samples.</param>
/// <param name="Contrast">Factor on the distance from the grey picture's mean.</param>
/// <param name="Saturation">Factor on the distance from grey.</param>
/// <param name="Hue">Shift of the hue as a fraction of the circle.</param>
/// <param name="Order">The order of the steps: 0 brightness, 1 contrast, 2 saturation, 3 hue.</param>
public sealed record ColorJitterParameters(double Brightness, double Contrast, double Saturation, double Hue, ImmutableArray<int> Order) : TransformParameters;
