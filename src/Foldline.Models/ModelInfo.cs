using Foldline.Models.Weights;

namespace Foldline.Models;

/// <summary>A model that can be built.</summary>
/// <param name="Name">timm's name of the architecture, without a tag.</param>
/// <param name="Family">timm's name of the family.</param>
/// <param name="Parameters">Number of parameters with 1,000 classes and 3 input channels.</param>
public sealed record ModelInfo(string Name, string Family, long Parameters)
{
    /// <summary>Its published weights, the default first; empty when there are none.</summary>
    public IReadOnlyList<PretrainedSettings> Weights => PretrainedTable.For(Name);
}
