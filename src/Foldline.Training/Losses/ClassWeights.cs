using System.Collections.Immutable;
using System.Globalization;
using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>
/// Weights per class as a tensor. It is kept from batch to batch, since it changes only with the device and the element type.
/// </summary>
/// <param name="loss">Name of the loss, for messages.</param>
/// <param name="values">One for each class; empty for none.</param>
internal sealed class ClassWeights(string loss, ImmutableArray<double> values) : IDisposable
{
    private Tensor? weights;

    /// <summary>The weights [C] on the device and in the type of a tensor; null when there are none.</summary>
    /// <param name="like">The tensor that they will be used with.</param>
    /// <param name="classes">C of that tensor.</param>
    /// <exception cref="FoldlineException">FL5501: there are not C of them.</exception>
    public Tensor? For(Tensor like, long classes)
    {
        if (values.IsEmpty)
            return null;
        if (values.Length != classes)
            throw WrongCount(classes);
        if (weights is not null && weights.DType == like.DType && weights.Device == like.Device)
            return weights;
        weights?.Dispose();
        weights = Tensor.FromArray(values.AsSpan()).To(like.Device, like.DType).Detached();
        return weights;
    }

    /// <summary>The weights in a shape that multiplies an output [N, C, …] (or [C]) class by class; one weight is for all classes.</summary>
    /// <param name="output">The output.</param>
    /// <exception cref="FoldlineException">FL5501: there are neither C of them nor one.</exception>
    public Tensor? ForClassesOf(Tensor output)
    {
        var weights = For(output, values.Length == 1 ? 1 : output.Size(output.Rank > 1 ? 1 : 0));
        return weights is null || output.Rank <= 2 ? weights : weights.Reshape([-1, .. Enumerable.Repeat(1L, output.Rank - 2)]);
    }

    public void Dispose()
    {
        weights?.Dispose();
        weights = null;
    }

    private FoldlineException WrongCount(long classes) => FoldlineException.User(
        "FL5501",
        $"The loss '{loss}' has {values.Length} class weights, the model has {classes} outputs. Give one weight for each class.",
        null,
        ("found", values.Length.ToString(CultureInfo.InvariantCulture)),
        ("expected", classes.ToString(CultureInfo.InvariantCulture)));
}
