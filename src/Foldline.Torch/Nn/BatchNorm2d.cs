namespace Foldline.Torch.Nn;

/// <summary>Batch normalisation over [N, C, H, W] (Ioffe and Szegedy 2015), with running statistics for evaluation.</summary>
public class BatchNorm2d : Layer
{
    private readonly Tensor runningMean;
    private readonly Tensor runningVar;
    private readonly Tensor batchesTracked;
    private readonly double eps;
    private readonly double? momentum;

    /// <summary>Makes the layer.</summary>
    /// <param name="channels">Channels of the input.</param>
    /// <param name="eps">Added to the variance.</param>
    /// <param name="momentum">Weight of the newest batch in the running statistics; null averages all batches equally.</param>
    /// <param name="affine">Whether a weight and a bias are learned.</param>
    public BatchNorm2d(long channels, double eps = 1e-5, double? momentum = 0.1, bool affine = true)
    {
        this.eps = eps;
        this.momentum = momentum;
        Weight = affine ? Parameter("weight", Aten.Ones([channels])) : null;
        Bias = affine ? Parameter("bias", Aten.Zeros([channels])) : null;
        runningMean = Buffer("running_mean", Aten.Zeros([channels]));
        runningVar = Buffer("running_var", Aten.Ones([channels]));
        batchesTracked = Buffer("num_batches_tracked", Aten.Zeros([], dtype: DType.Int64));
    }

    /// <summary>[C], or null.</summary>
    public Tensor? Weight { get; private set; }

    /// <summary>[C], or null.</summary>
    public Tensor? Bias { get; private set; }

    /// <summary>Whether a layer before this one does its work, after <see cref="NormFolding"/>; it then only passes its input on.</summary>
    public bool IsFolded { get; private set; }

    /// <summary>[C].</summary>
    public Tensor RunningMean => runningMean;

    /// <summary>[C].</summary>
    public Tensor RunningVar => runningVar;

    /// <summary>Added to the variance.</summary>
    public double Eps => eps;

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL2005: in training the input has one value a channel.</exception>
    public override Tensor Forward(Tensor input)
    {
        if (IsFolded)
            return Training ? throw new InvalidOperationException("A model that was fused for inference cannot be trained.") : input.Share();
        if (Training && input.Count == input.Size(1))
            throw NoVariance();
        if (Training && Recomputation.IsRunning)
            return input.BatchNorm(Weight, Bias, null, null, true, 0, eps, cudnnEnabled: true);
        if (Training)
            batchesTracked.AddInPlace(1);
        var factor = momentum ?? (Training ? 1.0 / batchesTracked.ToDouble() : 0);
        return input.BatchNorm(Weight, Bias, runningMean, runningVar, Training, factor, eps, cudnnEnabled: true);
    }

    /// <summary>What evaluation does to each channel: x · scale + shift, both [C]; the caller owns them.</summary>
    public (Tensor Scale, Tensor Shift) ScaleAndShift()
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var scale = (runningVar + eps).Rsqrt();
        if (Weight is not null)
            scale = scale * Weight;
        var shift = -(runningMean * scale);
        if (Bias is not null)
            shift = shift + Bias;
        return (scope.Keep(scale), scope.Keep(shift));
    }

    /// <summary>Lets the input pass from now on and drops the weights.</summary>
    internal void BecomeIdentity()
    {
        IsFolded = true;
        (Weight, Bias) = (null, null);
        DropState();
    }

    // The running variance would become not-a-number, and show only when the network is evaluated.
    private static FoldlineException NoVariance() => FoldlineException.User(
        "FL2005",
        "Batch normalisation cannot train on one value a channel, as a batch of one image gives where maps are 1 × 1: one value has no variance. "
        + "Leave an incomplete last batch out (train.drop_last=true), or choose another train.batch or a larger input.size.");

    /// <inheritdoc/>
    protected override void ResetParameters(TorchGenerator generator)
    {
        Init.Constant(runningMean, 0);
        Init.Constant(runningVar, 1);
        Init.Constant(batchesTracked, 0);
        if (Weight is not null)
            Init.Constant(Weight, 1);
        if (Bias is not null)
            Init.Constant(Bias, 0);
    }
}
