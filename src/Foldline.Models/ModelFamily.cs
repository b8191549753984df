namespace Foldline.Models;

/// <summary>Models that share their code.</summary>
/// <param name="Name">timm's name of the module file.</param>
/// <param name="Variants">The models.</param>
public sealed record ModelFamily(string Name, IReadOnlyList<ModelVariant> Variants);
