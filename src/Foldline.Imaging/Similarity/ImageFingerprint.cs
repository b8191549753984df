using System.Security.Cryptography;

namespace Foldline.Imaging.Similarity;

/// <summary>What is kept of a picture to recognise it again, about 12 KB. Immutable.</summary>
public sealed record ImageFingerprint
{
    private const int ThumbnailSurroundings = 2;

    private ImageFingerprint()
    {
    }

    /// <summary>SHA-256 of size and pixels, in hexadecimal digits: equal for pictures that are the same to the last bit.</summary>
    public required string Digest { get; init; }

    /// <summary>What the picture looks like from afar; null when it is of one colour.</summary>
    public PerceptualHash? Hash { get; private init; }

    /// <summary>Which scene it shows; null when there is nothing in it.</summary>
    public SceneFeature? Scene { get; private init; }

    /// <summary>Mean grey value as a fraction of full brightness.</summary>
    public double Mean { get; private init; }

    /// <summary>Standard deviation of the grey values as a fraction of full brightness.</summary>
    public double Deviation { get; private init; }

    /// <summary>32 x 32 differences from the surroundings, of length 1; empty when the picture is of one colour.</summary>
    internal float[] Details { get; private init; } = [];

    /// <summary>Looks at a picture.</summary>
    /// <param name="image">Any image.</param>
    /// <param name="scale">The set's factor, see <see cref="SceneScale"/>.</param>
    public static ImageFingerprint Of(Image image, double scale)
    {
        var gray = GrayPlane.Of(image, SceneScale.SizeOnPlane(image.Size, scale));
        var small = gray.Squeeze(PerceptualHash.Side);
        var details = DetailsOf(small);
        var mean = gray.Values.Average();
        return new ImageFingerprint
        {
            Digest = DigestOf(image),
            Hash = details.Length == 0 ? null : PerceptualHash.Of(small),
            Scene = SceneFeature.Of(gray),
            Mean = mean / 255,
            Deviation = Math.Sqrt(gray.Values.Average(value => (value - mean) * (value - mean))) / 255,
            Details = details,
        };
    }

    /// <summary>Correlation of the details of two pictures in 32 x 32, -1 … 1.</summary>
    internal static double Correlation(ImageFingerprint first, ImageFingerprint second)
    {
        var sum = 0.0;
        for (var i = 0; i < Math.Min(first.Details.Length, second.Details.Length); i++)
            sum += first.Details[i] * second.Details[i];
        return sum;
    }

    private static float[] DetailsOf(float[] small)
    {
        var smooth = new GrayPlane(small, PerceptualHash.Side, PerceptualHash.Side).Smooth(small, ThumbnailSurroundings);
        float[] details = [.. small.Zip(smooth, (value, mean) => value - mean)];
        var length = MathF.Sqrt(details.Sum(value => value * value));

        // Less than half a grey value of 255 is rounding.
        return length < 0.5f ? [] : [.. details.Select(value => value / length)];
    }

    private static string DigestOf(Image image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.ASCII.GetBytes($"{image}"));
        hash.AppendData(image.CopyBytes());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
