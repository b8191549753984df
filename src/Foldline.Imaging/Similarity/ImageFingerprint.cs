using System.Security.Cryptography;

namespace Foldline.Imaging.Similarity;

/// <summary>What is kept of a picture to recognise it again, about 16 KB. Immutable.</summary>
public sealed record ImageFingerprint
{
    private const double CoarseSurroundings = 2;
    private const int FineSide = 64;
    private const double FineSurroundings = 1;

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

    /// <summary>Details of a thumbnail of 32 x 32; null when the picture is of one colour.</summary>
    internal DetailVector? Details { get; private init; }

    /// <summary>Details of a thumbnail of 64 x 64, of the smallest only; null when there are none.</summary>
    internal DetailVector? FineDetails { get; private init; }

    /// <summary>Looks at a picture.</summary>
    /// <param name="image">Any image.</param>
    /// <param name="scale">The set's factor, see <see cref="SceneScale"/>.</param>
    public static ImageFingerprint Of(Image image, double scale)
    {
        var gray = GrayPlane.Of(image, SceneScale.SizeOnPlane(image.Size, scale));
        var small = gray.Squeeze(PerceptualHash.Side);
        var details = DetailVector.Of(small, PerceptualHash.Side, CoarseSurroundings);
        var mean = gray.Values.Average();
        return new ImageFingerprint
        {
            Digest = DigestOf(image),
            Hash = details is null ? null : PerceptualHash.Of(small),
            Scene = SceneFeature.Of(gray),
            Mean = mean / 255,
            Deviation = Math.Sqrt(gray.Values.Average(value => (value - mean) * (value - mean))) / 255,
            Details = details,
            FineDetails = DetailVector.Of(gray.Squeeze(FineSide), FineSide, FineSurroundings),
        };
    }

    private static string DigestOf(Image image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.ASCII.GetBytes($"{image}"));
        hash.AppendData(image.CopyBytes());
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
