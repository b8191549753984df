using System.Globalization;

namespace Foldline.Data.Folds;

/// <summary>The size of one side of a train/test split: a share of the samples, or a number of them.</summary>
public readonly record struct SplitSize
{
    private SplitSize(double? fraction, int count)
    {
        Share = fraction;
        Samples = count;
    }

    /// <summary>Share of the samples, strictly between 0 and 1, or null when <see cref="Samples"/> counts.</summary>
    public double? Share { get; }

    /// <summary>Number of samples, at least 1; 0 when <see cref="Share"/> counts.</summary>
    public int Samples { get; }

    /// <summary>A share of the samples.</summary>
    /// <param name="share">Strictly between 0 and 1.</param>
    /// <exception cref="FoldlineException">FL4203: it is not.</exception>
    public static SplitSize Fraction(double share) => share is > 0 and < 1
        ? new SplitSize(share, 0)
        : throw FoldlineException.User("FL4203", string.Create(CultureInfo.InvariantCulture, $"{share} is no share of the samples. Give a number between 0 and 1."));

    /// <summary>A number of samples.</summary>
    /// <param name="samples">At least 1.</param>
    /// <exception cref="FoldlineException">FL4203: fewer than 1.</exception>
    public static SplitSize Count(int samples) => samples >= 1
        ? new SplitSize(null, samples)
        : throw FoldlineException.User("FL4203", $"A split of {samples} samples is not possible. Give 1 or more.");

    /// <inheritdoc/>
    public override string ToString() => Share is { } share ? share.ToString(CultureInfo.InvariantCulture) : Samples.ToString(CultureInfo.InvariantCulture);
}
