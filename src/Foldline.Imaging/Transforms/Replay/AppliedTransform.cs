namespace Foldline.Imaging;

/// <summary>A transform as it was applied to one sample.</summary>
/// <param name="Position">Its position in the pipeline, from 0.</param>
/// <param name="Name">Its name in recipes.</param>
/// <param name="Parameters">What was drawn.</param>
public sealed record AppliedTransform(int Position, string Name, TransformParameters Parameters);
