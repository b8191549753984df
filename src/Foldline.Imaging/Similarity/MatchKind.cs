namespace Foldline.Imaging.Similarity;

/// <summary>How two pictures are the same.</summary>
public enum MatchKind
{
    /// <summary>Every pixel is equal.</summary>
    Identical,

    /// <summary>The same picture, stored in another size, quality, brightness or contrast.</summary>
    NearlyIdentical,

    /// <summary>The same thing under another light or with other edges.</summary>
    SameScene,
}
