using Foldline.Torch.Bridge;

namespace Foldline.Torch.Optim;

/// <summary>
/// Scales the loss so that gradients in half precision do not vanish, as <c>torch.cuda.amp.GradScaler</c>. A step:
/// <c>Scale(loss).Backward(); Unscale(); clip; Step(optimizer); Update()</c>.
/// </summary>
public sealed class GradScaler
{
    private readonly GradScalerOptions options;
    private readonly GradientSlots slots;
    private readonly int count;
    private int goodSteps;
    private bool unscaled;
    private bool overflowed;

    /// <summary>Makes a scaler.</summary>
    /// <param name="parameters">All parameters of the optimizer, on one device.</param>
    /// <param name="options">Settings; PyTorch's when left out.</param>
    public GradScaler(IReadOnlyList<Tensor> parameters, GradScalerOptions? options = null)
    {
        this.options = options ?? new GradScalerOptions();
        slots = new GradientSlots(parameters);
        count = parameters.Count;
        Factor = this.options.InitialScale;
    }

    /// <summary>The factor in force.</summary>
    public double Factor { get; private set; }

    /// <summary>Multiplies a loss by the factor.</summary>
    /// <param name="loss">The loss.</param>
    public Tensor Scale(Tensor loss) => loss * Factor;

    /// <summary>Divides the gradients by the factor, in place, and notes whether one of them is infinite or not a number.</summary>
    /// <returns>False when one is: the step will be left out.</returns>
    public bool Unscale()
    {
        if (unscaled)
            throw new InvalidOperationException("The gradients of this step are unscaled already.");
        unscaled = true;
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        slots.Read();
        try
        {
            Tensor[] gradients = [.. Enumerable.Range(0, count).Select(number => slots[number]).OfType<Tensor>()];
            overflowed = gradients.Length > 0 && (gradients[0].Device.Kind == DeviceKind.Cuda ? UnscaleOnCard(gradients) : UnscaleOnCpu(gradients));
        }
        finally
        {
            slots.Release();
        }

        return !overflowed;
    }

    /// <summary>Steps, unless a gradient overflowed; unscales first when that was not done.</summary>
    /// <param name="optimizer">The optimizer over the scaler's parameters.</param>
    /// <returns>Whether the step was taken.</returns>
    public bool Step(Optimizer optimizer)
    {
        if (!unscaled)
            Unscale();
        if (!overflowed)
            optimizer.Step();
        return !overflowed;
    }

    /// <summary>Ends the step: shrinks the factor after an overflow, grows it after enough good steps in a row.</summary>
    public void Update()
    {
        if (!unscaled)
            throw new InvalidOperationException("No gradients were unscaled since the last update.");
        unscaled = false;
        goodSteps = overflowed ? 0 : goodSteps + 1;
        if (overflowed)
            Factor *= options.BackoffFactor;
        if (goodSteps < options.GrowthInterval)
            return;
        goodSteps = 0;
        // A factor that is not finite as a single-precision number would make every later loss infinite.
        var grown = Factor * options.GrowthFactor;
        Factor = float.IsFinite((float)grown) ? grown : Factor;
    }

    /// <summary>Factor and number of good steps in a row, for checkpoints.</summary>
    public (double Factor, int GoodSteps) State() => (Factor, goodSteps);

    /// <summary>Goes back to a state.</summary>
    /// <param name="state">What <see cref="State"/> gave.</param>
    public void LoadState((double Factor, int GoodSteps) state) => (Factor, goodSteps) = state;

    private bool UnscaleOnCard(Tensor[] gradients)
    {
        var found = Aten.Zeros([], dtype: DType.Float32, device: gradients[0].Device);
        var inverse = Aten.Full([], 1 / Factor, dtype: DType.Float32, device: gradients[0].Device);
        Aten.AmpForeachNonFiniteCheckAndUnscaleInPlace(gradients, found, inverse);
        return found.ToDouble() != 0;
    }

    // Older releases have the fused operator for cards only.
    private bool UnscaleOnCpu(Tensor[] gradients)
    {
        Aten.ForeachMulInPlace(gradients, 1 / Factor);
        return gradients.Any(gradient => gradient.Isfinite().All().ToDouble() == 0);
    }
}
