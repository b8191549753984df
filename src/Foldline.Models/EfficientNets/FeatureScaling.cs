namespace Foldline.Models.EfficientNets;

/// <summary>How the width multiplier changes the number of features before the classifier.</summary>
internal enum FeatureScaling
{
    /// <summary>Not at all.</summary>
    Fixed,

    /// <summary>As any other layer.</summary>
    Scaled,

    /// <summary>Only upwards.</summary>
    NeverLess,
}
