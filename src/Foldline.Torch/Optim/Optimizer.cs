using System.Globalization;

namespace Foldline.Torch.Optim;

/// <summary>
/// Changes parameters by their gradients, as the optimizers of <c>torch.optim</c>. One call of the engine handles a quantity of all
/// parameters; a parameter without a gradient is left alone, and so is its state. All calls come from the engine's thread.
/// </summary>
public abstract class Optimizer : IDisposable
{
    private readonly GroupStepper[] steppers;
    private readonly Action<ParameterBucket> update;
    private readonly Action<ParameterBucket> updateWithLookahead;

    /// <summary>Completes the groups by the defaults.</summary>
    /// <param name="groups">Parameter groups; no parameter may occur twice.</param>
    /// <param name="defaults">Values for what the groups leave out.</param>
    /// <exception cref="ArgumentException">No parameters, or one occurs twice.</exception>
    protected Optimizer(IReadOnlyList<ParameterGroup> groups, OptimizerDefaults defaults)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(defaults.LearningRate);
        ArgumentOutOfRangeException.ThrowIfNegative(defaults.WeightDecay);
        ArgumentOutOfRangeException.ThrowIfNegative(defaults.Momentum);
        var all = groups.SelectMany(group => group.Parameters).ToList();
        if (all.Count == 0)
            throw new ArgumentException("An optimizer needs at least one parameter.", nameof(groups));
        if (all.Distinct().Count() != all.Count)
            throw new ArgumentException("A parameter occurs twice.", nameof(groups));
        Groups = [.. groups];
        foreach (var group in Groups)
            group.Complete(defaults.LearningRate, defaults.WeightDecay, defaults.Momentum);
        steppers = [.. Groups.Select(group => new GroupStepper(group))];
        update = Update;
        updateWithLookahead = bucket =>
        {
            Update(bucket);
            SlowWeights.Follow(bucket, Lookahead!);
        };
    }

    /// <summary>The parameter groups; their rates may be changed between steps.</summary>
    public IReadOnlyList<ParameterGroup> Groups { get; }

    /// <summary>Lookahead around this optimizer; null without. To be set before the first step.</summary>
    public LookaheadOptions? Lookahead { get; set; }

    /// <summary>Takes one step with the gradients that the parameters hold.</summary>
    public void Step()
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        BeginStep();
        foreach (var stepper in steppers)
            stepper.Step(Lookahead is null ? update : updateWithLookahead);
    }

    /// <summary>Removes all gradients, so that the next backward pass stores new ones instead of adding.</summary>
    public void ZeroGrad()
    {
        foreach (var stepper in steppers)
            stepper.ZeroGrad();
    }

    /// <summary>What the optimizer remembers; the tensors are its own.</summary>
    public OptimizerState State()
    {
        var state = new OptimizerState(new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        var first = 0;
        for (var i = 0; i < steppers.Length; i++)
        {
            foreach (var (name, read, _) in GroupScalars)
                state.Scalars.Add(Key(name, i), read(Groups[i]));
            Collect(steppers[i].States, first, state);
            first += Groups[i].Parameters.Count;
        }

        return state;
    }

    /// <summary>Goes back to a state; its tensors are copied.</summary>
    /// <param name="state">What <see cref="State"/> of an optimizer of the same kind over the same parameters gave.</param>
    /// <exception cref="FoldlineException">FL2010: the state is of other parameters; nothing was changed.</exception>
    public void LoadState(OptimizerState state)
    {
        var numbered = steppers.SelectMany(stepper => stepper.Group.Parameters.Select((_, number) => (stepper.States, Number: number))).ToArray();
        var entries = state.Tensors.Select(entry => (entry.Value, Place: Locate(entry.Key, numbered.Length))).ToList();
        foreach (var (tensor, (name, index)) in entries)
            RequireShape(name, index, tensor, numbered[index].States.Parameters[numbered[index].Number]);
        foreach (var stepper in steppers)
        {
            stepper.Forget();
            stepper.States.Clear();
        }

        using var noGrad = GradMode.NoGrad();
        foreach (var (tensor, (name, index)) in entries)
            numbered[index].States.Tensor(numbered[index].Number, name, 0).CopyInPlace(tensor);
        foreach (var (key, value) in state.Scalars)
            LoadScalar(key, value, numbered);
    }

    /// <summary>Frees the state; the parameters are not the optimizer's.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the state.</summary>
    /// <param name="disposing">False when called by a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        foreach (var stepper in steppers)
            stepper.Dispose();
    }

    /// <summary>Called once at the start of each step, before any bucket; for what depends on all groups together.</summary>
    protected virtual void BeginStep()
    {
    }

    /// <summary>Changes the parameters of a bucket. Gradients are not recorded, and tensors made here are freed after the step.</summary>
    /// <param name="bucket">Parameters with gradients and an equal number of steps.</param>
    protected abstract void Update(ParameterBucket bucket);

    /// <summary>The gradients, negated for a maximum and with the L2 penalty's gradient added.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="maximize">Whether to climb instead of descend.</param>
    /// <param name="weightDecay">Factor of the penalty.</param>
    protected static Tensor[] Descent(ParameterBucket bucket, bool maximize, double weightDecay)
    {
        var gradients = maximize ? Aten.ForeachNeg(bucket.Gradients) : bucket.Gradients;
        return weightDecay == 0 ? gradients : Aten.ForeachAdd(gradients, bucket.Parameters, alpha: weightDecay);
    }

    private static readonly (string Name, Func<ParameterGroup, double> Read, Action<ParameterGroup, double> Write)[] GroupScalars =
    [
        ("lr", group => group.LearningRate, (group, value) => group.LearningRate = value),
        ("initial_lr", group => group.InitialLearningRate, (group, value) => group.InitialLearningRate = value),
        ("weight_decay", group => group.WeightDecay, (group, value) => group.WeightDecay = value),
        ("momentum", group => group.Momentum, (group, value) => group.Momentum = value),
    ];

    private static string Key(string name, int number) => string.Create(CultureInfo.InvariantCulture, $"{name}.{number}");

    private static void Collect(ParameterStates states, int first, OptimizerState state)
    {
        for (var i = 0; i < states.Parameters.Count; i++)
        {
            if (states.Steps[i] > 0)
                state.Scalars.Add(Key("step", first + i), states.Steps[i]);
            foreach (var (name, value) in states.Numbers(i))
                state.Scalars.Add(Key(name, first + i), value);
            foreach (var (name, tensor) in states.Tensors(i))
                state.Tensors.Add(Key(name, first + i), tensor);
        }
    }

    private static (string Name, int Index) Locate(string key, int count)
    {
        var dot = key.LastIndexOf('.');
        if (dot > 0 && int.TryParse(key.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < count)
            return (key[..dot], index);
        throw Mismatch($"'{key}' belongs to none of the {count} parameters", key);
    }

    private static void RequireShape(string name, int index, Tensor tensor, Tensor parameter)
    {
        if (!tensor.Shape.SequenceEqual(parameter.Shape))
            throw Mismatch($"'{Key(name, index)}' is {tensor.ToShortString()}, but the parameter is {parameter.ToShortString()}", Key(name, index));
    }

    private static FoldlineException Mismatch(string what, string key) => FoldlineException.User(
        "FL2010", $"The optimizer's state does not fit: {what}. Resume with the model and the parameter groups that the checkpoint was written with.", null, ("key", key));

    private void LoadScalar(string key, double value, (ParameterStates States, int Number)[] numbered)
    {
        var (name, index) = Locate(key, Math.Max(numbered.Length, Groups.Count));
        var groupScalar = Array.Find(GroupScalars, scalar => scalar.Name == name);
        if (groupScalar.Write is { } write)
            write(Groups[index], value);
        else if (name == "step")
            numbered[index].States.Steps[numbered[index].Number] = (long)value;
        else
            numbered[index].States.SetNumber(numbered[index].Number, name, value);
    }
}
