namespace Foldline.Data.TfRecords;

/// <summary>What a feature's list holds; the values are the field numbers in TensorFlow's <c>feature.proto</c>.</summary>
public enum FeatureKind
{
    /// <summary>Byte strings.</summary>
    Bytes = 1,

    /// <summary>Single-precision numbers.</summary>
    Float = 2,

    /// <summary>Whole numbers.</summary>
    Int64 = 3,
}
