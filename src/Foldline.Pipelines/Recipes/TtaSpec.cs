using Foldline.Imaging;

namespace Foldline.Pipelines.Recipes;

/// <summary>Test-time augmentation: how often and in which way each image is shown, and how the predictions become one.</summary>
/// <param name="Part">Name of the set of views with its arguments, or <c>augment</c> with the number of passes.</param>
/// <param name="Merge">How predictions become one.</param>
public sealed record TtaSpec(PartSpec Part, TtaMerge Merge = TtaMerge.Mean);
