using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>Brings targets into the shape and type that a loss computes with.</summary>
internal static class LossTargets
{
    /// <summary>
    /// A yes or no (or a share) for every output: targets of the output's shape as they are; class numbers [N, …] as one-hot
    /// rows [N, C, …], or as they are when C is 1.
    /// </summary>
    /// <param name="output">[N, C, …].</param>
    /// <param name="target">Of the output's shape, or class numbers [N, …].</param>
    /// <param name="loss">Name of the loss, for messages.</param>
    /// <exception cref="FoldlineException">FL5502: the shapes do not fit.</exception>
    public static Tensor Dense(Tensor output, Tensor target, string loss)
    {
        if (HasShapeOf(output, target))
            return target.To(output.DType);
        if (!IsWithoutClasses(output, target))
            throw Wrong(output, target, loss);
        if (output.Size(1) == 1)
            return target.Unsqueeze(1).To(output.DType);
        return target.To(DType.Int64).OneHot(output.Size(1)).Movedim(-1, 1).To(output.DType);
    }

    /// <summary>Refuses targets that are not of the output's shape.</summary>
    /// <exception cref="FoldlineException">FL5502.</exception>
    public static Tensor Same(Tensor output, Tensor target, string loss) =>
        HasShapeOf(output, target) ? target.To(output.DType) : throw Wrong(output, target, loss);

    /// <summary>Refuses targets that are not class numbers [N, …] for an output [N, C, …].</summary>
    /// <exception cref="FoldlineException">FL5502.</exception>
    public static Tensor ClassNumbers(Tensor output, Tensor target, string loss) =>
        IsWithoutClasses(output, target) ? target.To(DType.Int64) : throw Wrong(output, target, loss);

    /// <summary>y·(1 − s) + s/2, as Keras smooths yes-or-no targets.</summary>
    public static Tensor Smooth(Tensor target, double smoothing) => smoothing == 0 ? target : (target * (1 - smoothing)) + (smoothing / 2);

    private static bool HasShapeOf(Tensor output, Tensor target) => output.Shape.SequenceEqual(target.Shape);

    private static bool IsWithoutClasses(Tensor output, Tensor target) =>
        output.Rank == target.Rank + 1 && output.Size(0) == target.Size(0) && output.Shape[2..].SequenceEqual(target.Shape[1..]);

    private static FoldlineException Wrong(Tensor output, Tensor target, string loss) => FoldlineException.User(
        "FL5502",
        $"The loss '{loss}' cannot compare an output of shape [{string.Join(", ", output.Shape.ToArray())}] with targets of shape [{string.Join(", ", target.Shape.ToArray())}]. Look at the model's number of outputs and at the target of the recipe.",
        null,
        ("loss", loss));
}
