using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>The network.</summary>
public sealed record ModelSpec
{
    /// <summary>Value of <see cref="Freeze"/> for everything but the classifier.</summary>
    public const int Backbone = int.MaxValue;

    /// <summary>Name in the model zoo, such as <c>resnet18</c> or <c>resnet34d.ra2_in1k</c>.</summary>
    public string Name { get; init; } = "resnet18";

    /// <summary>Name of the encoder in the model zoo, which makes <see cref="Name"/> that of a segmentation network; null = a classifier.</summary>
    public string? Encoder { get; init; }

    /// <summary>Further arguments of a segmentation network; the network itself checks them.</summary>
    public MapNode Arguments { get; init; } = new();

    /// <summary>What replaces the network's classifier: <c>dense</c> or <c>multi</c> with arguments; null leaves it.</summary>
    public PartSpec? Head { get; init; }

    /// <summary>
    /// <c>false</c> = random weights; <c>true</c> = the model's published weights, downloaded when need be; <c>auto</c> = pretrained when
    /// they are on this machine, else random with a warning; anything else = a tag of the architecture, a repository of the Hugging Face hub, a
    /// web address or a weights file.
    /// </summary>
    public string Pretrained { get; init; } = "false";

    /// <summary>Whether pretrained weights that do not fit altogether are an error; a classifier of another size never is.</summary>
    public bool Strict { get; init; } = true;

    /// <summary>Probability of dropout before the classifier, in [0, 1).</summary>
    public double DropRate { get; init; }

    /// <summary>Probability of dropping the last residual branch, in [0, 1); earlier ones less, linearly.</summary>
    public double DropPathRate { get; init; }

    /// <summary>
    /// Stages from the stem on that are not trained: 0 is the stem alone, <see cref="Backbone"/> everything but the classifier, null nothing.
    /// </summary>
    public int? Freeze { get; init; }

    /// <summary>Whether blocks keep only their inputs and are computed again for their gradients: less memory, more time.</summary>
    public bool GradientCheckpointing { get; init; }

    /// <summary>Whether the residual branches of a ResNet with random weights start closed.</summary>
    public bool ZeroInitLast { get; init; } = true;

    /// <summary>Where the network was written; not part of its value.</summary>
    internal PartPlace Place { get; init; } = new(SourceMark.Code, "model");

    /// <summary>A segmentation network as a named part.</summary>
    internal PartSpec Part => new(Name, Arguments) { Place = Place };

    /// <inheritdoc/>
    public bool Equals(ModelSpec? other) => other is not null
        && (Name, Encoder, Pretrained, DropRate, DropPathRate, ZeroInitLast) == (other.Name, other.Encoder, other.Pretrained, other.DropRate, other.DropPathRate, other.ZeroInitLast)
        && Arguments.Equals(other.Arguments)
        && Equals(Head, other.Head);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Encoder, Pretrained, DropRate, DropPathRate, ZeroInitLast, Arguments, Head);
}
