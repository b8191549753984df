namespace Foldline.Models.ResNetV2s;

/// <summary>How the stem pads before its max pooling.</summary>
internal enum StemPadding
{
    /// <summary>On every side by what never wins.</summary>
    Symmetric,

    /// <summary>On every side by zeros.</summary>
    Zeros,

    /// <summary>As TensorFlow, by what never wins.</summary>
    Same,
}
