namespace Foldline.Pipelines.Recipes;

/// <summary>What is looked at before training.</summary>
public sealed record DoctorSpec
{
    /// <summary>Whether a run stops at errors instead of showing them and going on.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Names of checks that are left out.</summary>
    public ValueList<string> Skip { get; init; } = [];
}
