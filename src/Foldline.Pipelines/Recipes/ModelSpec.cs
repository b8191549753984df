namespace Foldline.Pipelines.Recipes;

/// <summary>The network.</summary>
public sealed record ModelSpec
{
    /// <summary>Name in the model zoo, such as <c>resnet18</c> or <c>resnet34d.ra2_in1k</c>.</summary>
    public string Name { get; init; } = "resnet18";

    /// <summary>
    /// <c>false</c> = random weights; <c>true</c> = the zoo's pretrained weights, an error when they cannot be had; <c>auto</c> = pretrained when
    /// they can be had, else random with a warning; anything else = a weights file or a tag of the architecture.
    /// </summary>
    public string Pretrained { get; init; } = "false";

    /// <summary>Probability of dropout before the classifier, in [0, 1).</summary>
    public double DropRate { get; init; }

    /// <summary>Probability of dropping the last residual branch, in [0, 1); earlier ones less, linearly.</summary>
    public double DropPathRate { get; init; }

    /// <summary>Whether the residual branches of a ResNet with random weights start closed.</summary>
    public bool ZeroInitLast { get; init; } = true;
}
