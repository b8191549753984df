using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Makes network inputs of pixels: <c>(x - mean * max) * (1 / (std * max))</c> per channel, every product and the reciprocal rounded to
/// 32-bit as albumentations does it. One definition serves training, validation and test.
/// </summary>
public sealed record PixelNormalization
{
    /// <summary>Makes a normalisation.</summary>
    /// <param name="mean">One number for all channels or one a channel, as fractions of full brightness.</param>
    /// <param name="std">As <paramref name="mean"/>; not 0.</param>
    /// <param name="maxPixelValue">Value of full brightness; null: that of the pixel type (255, 65535, 1).</param>
    /// <exception cref="FoldlineException">FL3015: empty lists or a standard deviation that is 0 or not finite.</exception>
    public PixelNormalization(ImmutableArray<double> mean, ImmutableArray<double> std, double? maxPixelValue = null)
    {
        if (mean.IsEmpty || std.IsEmpty || !mean.All(double.IsFinite) || !std.All(value => double.IsFinite(value) && value != 0) || maxPixelValue is 0 or double.NaN)
            throw FoldlineException.User("FL3015", "A normalisation needs at least one mean and one standard deviation; they must be finite, the deviations and the largest value not 0.");
        Mean = mean;
        Std = std;
        MaxPixelValue = maxPixelValue;
    }

    /// <summary>Leaves the values as they are: 8-bit pixels become 0.0 to 255.0.</summary>
    public static PixelNormalization None { get; } = new([0], [1], 1);

    /// <summary>The means and deviations of ImageNet's colours.</summary>
    public static PixelNormalization ImageNet { get; } = new([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);

    /// <summary>Means as fractions of full brightness.</summary>
    public ImmutableArray<double> Mean { get; }

    /// <summary>Standard deviations as fractions of full brightness.</summary>
    public ImmutableArray<double> Std { get; }

    /// <summary>Value of full brightness; null: that of the pixel type.</summary>
    public double? MaxPixelValue { get; }

    /// <summary>Whether all channels are treated alike.</summary>
    public bool TreatsChannelsAlike => Mean.Distinct().Count() == 1 && Std.Distinct().Count() == 1;

    /// <summary>Value equality, lists by their entries.</summary>
    /// <param name="other">Another normalisation.</param>
    public bool Equals(PixelNormalization? other) =>
        other is not null && Mean.SequenceEqual(other.Mean) && Std.SequenceEqual(other.Std) && MaxPixelValue == other.MaxPixelValue;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Mean[0], Std[0], Mean.Length, Std.Length, MaxPixelValue);

    /// <summary>Fills what is subtracted and what is multiplied with, one number a channel.</summary>
    /// <exception cref="FoldlineException">FL3015: the lists have neither one entry nor one a channel.</exception>
    internal void Resolve(PixelType type, Span<float> mean, Span<float> scale)
    {
        if ((Mean.Length != 1 && Mean.Length != mean.Length) || (Std.Length != 1 && Std.Length != mean.Length))
        {
            throw FoldlineException.User(
                "FL3015",
                $"The normalisation has {Mean.Length} means and {Std.Length} deviations, but the image has {mean.Length} channels. Give one for all or one a channel.",
                null,
                ("found", $"{Mean.Length}, {Std.Length}"),
                ("expected", $"1 or {mean.Length}"));
        }

        var max = (float)(MaxPixelValue ?? type.MaxValue());
        for (var c = 0; c < mean.Length; c++)
        {
            mean[c] = (float)Mean[Mean.Length == 1 ? 0 : c] * max;
            scale[c] = 1 / ((float)Std[Std.Length == 1 ? 0 : c] * max);
        }
    }
}
