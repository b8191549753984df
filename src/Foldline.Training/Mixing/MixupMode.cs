namespace Foldline.Training.Mixing;

/// <summary>For what <see cref="Mixup"/> draws.</summary>
public enum MixupMode
{
    /// <summary>Once for the whole batch. In recipes: <c>batch</c>.</summary>
    Batch,

    /// <summary>For each pair of an image and its partner. In recipes: <c>pair</c>.</summary>
    Pair,

    /// <summary>For each image. In recipes: <c>elem</c>.</summary>
    Elem,
}
