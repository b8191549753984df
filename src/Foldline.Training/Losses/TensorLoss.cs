using Foldline.Torch;

namespace Foldline.Training.Losses;

/// <summary>A loss that is written with tensor operators: frees what they make on the way and widens half precision.</summary>
public abstract class TensorLoss : Loss
{
    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL5501 or FL5502: class weights or targets do not fit the output.</exception>
    public sealed override Tensor Compute(Tensor output, Tensor target)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(target);
        using var scope = new TensorScope();
        return scope.Keep(Evaluate(output.DType is DType.Float16 or DType.BFloat16 ? output.To(DType.Float32) : output, target));
    }

    /// <summary>Computes the loss of a batch inside a scope that frees everything but the result.</summary>
    /// <param name="output">What the network gives, in float32 or float64.</param>
    /// <param name="target">What is true.</param>
    protected abstract Tensor Evaluate(Tensor output, Tensor target);

    /// <summary>Makes one number of many losses.</summary>
    /// <param name="losses">Any shape; with <see cref="LossReduction.BatchMean"/> the batch is the first dimension.</param>
    /// <param name="reduction">How.</param>
    protected static Tensor Reduce(Tensor losses, LossReduction reduction)
    {
        ArgumentNullException.ThrowIfNull(losses);
        return reduction switch
        {
            LossReduction.Mean => losses.Mean(),
            LossReduction.Sum => losses.Sum(),
            LossReduction.BatchMean => losses.Sum() / losses.Size(0),
            _ => losses,
        };
    }
}
