using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>What a <see cref="TransformGroup"/> draws: the members that are applied, in their order.</summary>
/// <param name="Steps">Members by their place in the group, with what each of them drew.</param>
public sealed record GroupParameters(ImmutableArray<AppliedTransform> Steps) : TransformParameters;
