namespace Foldline.Imaging.Similarity;

/// <summary>When pictures count as the same. The defaults were found on real data, see <c>docs/doctor.md</c>.</summary>
public sealed record SimilarityOptions
{
    /// <summary>The defaults.</summary>
    public static SimilarityOptions Default { get; } = new();

    /// <summary>Largest number of differing bits of the perceptual hashes of nearly identical pictures.</summary>
    public int HashDistance { get; init; } = 8;

    /// <summary>Least correlation of their details in 32 x 32.</summary>
    public double Correlation { get; init; } = 0.95;

    /// <summary>Least correlation of their smallest details in 64 x 64: pictures of a kind, such as two chests, agree in the coarse ones only.</summary>
    public double FineCorrelation { get; init; } = 0.93;

    /// <summary>Least score of two pictures of the same scene, in a set whose largest are 128 pixels or more; more is asked of smaller ones, in proportion.</summary>
    public double SceneScore { get; init; } = 0.35;

    /// <summary>How many of the most similar pictures are compared closely with each.</summary>
    public int Candidates { get; init; } = 16;
}
