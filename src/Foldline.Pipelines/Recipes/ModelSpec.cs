using Foldline.Pipelines.Yaml;

namespace Foldline.Pipelines.Recipes;

/// <summary>The network.</summary>
public sealed record ModelSpec
{
    /// <summary>Name in the model zoo, such as <c>resnet18</c> or <c>resnet34d.ra2_in1k</c>.</summary>
    public string Name { get; init; } = "resnet18";

    /// <summary>Name of the encoder in the model zoo, which makes <see cref="Name"/> that of a segmentation network; null = a classifier.</summary>
    public string? Encoder { get; init; }

    /// <summary>Further arguments of a segmentation network; the network itself checks them.</summary>
    public MapNode Arguments { get; init; } = new();

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

    /// <summary>Where the network was written; not part of its value.</summary>
    internal PartPlace Place { get; init; } = new(SourceMark.Code, "model");

    /// <summary>A segmentation network as a named part.</summary>
    internal PartSpec Part => new(Name, Arguments) { Place = Place };

    /// <inheritdoc/>
    public bool Equals(ModelSpec? other) => other is not null
        && (Name, Encoder, Pretrained, DropRate, DropPathRate, ZeroInitLast) == (other.Name, other.Encoder, other.Pretrained, other.DropRate, other.DropPathRate, other.ZeroInitLast)
        && Arguments.Equals(other.Arguments);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Encoder, Pretrained, DropRate, DropPathRate, ZeroInitLast, Arguments);
}
