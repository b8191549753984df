namespace Foldline.Imaging;

/// <summary>How predictions of several views become one.</summary>
public enum TtaMerge
{
    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The smallest value.</summary>
    Min,

    /// <summary><c>exp(mean(log p))</c>: for probabilities; one view that says 0 decides.</summary>
    GeometricMean,
}
