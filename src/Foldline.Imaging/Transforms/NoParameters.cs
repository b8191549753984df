namespace Foldline.Imaging;

/// <summary>The parameters of a transform that draws nothing.</summary>
public sealed record NoParameters : TransformParameters
{
    /// <summary>The only instance that is needed.</summary>
    public static NoParameters Instance { get; } = new();
}
