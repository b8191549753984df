namespace Foldline.Models;

/// <summary>A row of a family's table.</summary>
/// <param name="Name">timm's name.</param>
/// <param name="Build">Makes the model with weights that are not yet set.</param>
public sealed record ModelVariant(string Name, Func<ModelOptions, ImageModel> Build);
