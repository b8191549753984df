namespace Foldline.Pipelines.Recipes;

/// <summary>What the samples' pixels are read from.</summary>
public enum InputKind
{
    /// <summary>Picture files.</summary>
    Picture,

    /// <summary><c>.npy</c> files.</summary>
    Array,

    /// <summary>Records of TFRecord files that hold a picture.</summary>
    TfRecord,
}
