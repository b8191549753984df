using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Training.Averaging;

/// <summary>
/// An exponential moving average of a model's weights: shadow = decay · shadow + (1 − decay) · value after each step. Parameters
/// and floating-point buffers (the running statistics of batch normalisation) are averaged alike, so that evaluating the averaged
/// weights uses statistics that belong to them; integer buffers stay the model's. timm's two averages are <see cref="AverageKind"/>s.
/// Not thread-safe; all calls on the engine thread.
/// </summary>
public sealed class ExponentialMovingAverage : IDisposable
{
    private readonly string[] names;
    private readonly Tensor[] values;
    private readonly Tensor[] shadows;
    private readonly int floating;

    /// <summary>The standard average, starting at the model's present weights.</summary>
    /// <param name="model">The model; it must stay on its device.</param>
    /// <param name="decay">Decay per step, in [0, 1].</param>
    /// <param name="dynamic">Whether early steps decay faster: min(decay, (1 + n) / (10 + n)) at the n-th update, counted from 1.</param>
    public ExponentialMovingAverage(Module model, double decay, bool dynamic = true)
        : this(model, new AverageOptions { Decay = decay, IsDynamic = dynamic })
    {
    }

    /// <summary>Starts at the model's present weights.</summary>
    /// <param name="model">The model; it must stay on its device.</param>
    /// <param name="options">Settings.</param>
    public ExponentialMovingAverage(Module model, AverageOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Decay is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(options), options.Decay, "expected is a decay from 0 to 1");
        Options = options;
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var averaged = (options.ExcludesBuffers ? model.NamedParameters() : model.StateDict())
            .DistinctBy(entry => entry.Value)
            .Where(entry => options.Kind == AverageKind.TimmV2 || entry.Value.DType.IsFloatingPoint())
            .OrderBy(entry => entry.Value.DType.IsFloatingPoint() ? 0 : 1)
            .ToList();
        floating = averaged.Count(entry => entry.Value.DType.IsFloatingPoint());
        names = [.. averaged.Select(entry => entry.Key)];
        values = [.. averaged.Select(entry => entry.Value)];
        shadows = [.. values.Select(value => value.Detach().Clone().Detached())];
    }

    /// <summary>The settings.</summary>
    public AverageOptions Options { get; }

    /// <summary>Number of updates so far.</summary>
    public long Updates { get; private set; }

    /// <summary>Whether the model holds the averaged weights now.</summary>
    public bool IsAssigned { get; private set; }

    /// <summary>The averaged weights by their names in the model's state dict, the first where they have several; the average's own tensors, not copies.</summary>
    /// <exception cref="FoldlineException">FL5601: the averaged weights are assigned to the model at present.</exception>
    public OrderedDictionary<string, Tensor> Shadows
    {
        get
        {
            RequireResumed("read");
            return new(names.Zip(shadows, KeyValuePair.Create), StringComparer.Ordinal);
        }
    }

    /// <summary>A model's state dict with the averaged weights in place of its own; integer buffers are the model's.</summary>
    /// <param name="model">The averaged model.</param>
    /// <exception cref="FoldlineException">FL5601: the averaged weights are assigned to the model at present.</exception>
    public OrderedDictionary<string, Tensor> StateDict(Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var state = model.StateDict();
        var averaged = Shadows.ToDictionary(entry => state[entry.Key], entry => entry.Value);
        foreach (var (name, tensor) in state.ToList())
            state[name] = averaged.GetValueOrDefault(tensor, tensor);
        return state;
    }

    /// <summary>Takes the model's present weights into the average. Call it after each optimizer step.</summary>
    /// <exception cref="FoldlineException">FL5601: the averaged weights are assigned to the model at present.</exception>
    public void Update()
    {
        RequireResumed("updated");
        Updates++;
        var decay = Options.DecayAt(Updates);
        using var noGrad = GradMode.NoGrad();
        Aten.ForeachMulInPlace(shadows.AsSpan(0, floating), decay);
        Aten.ForeachAddInPlace(shadows.AsSpan(0, floating), values.AsSpan(0, floating), alpha: 1 - decay);
        if (floating == shadows.Length)
            return;
        using var scope = new TensorScope();
        for (var i = floating; i < shadows.Length; i++)
            shadows[i].CopyInPlace((shadows[i] * decay) + (values[i] * (1 - decay)));
    }

    /// <summary>Gives the model the averaged weights, until <see cref="Resume"/>. Swaps memory, copies nothing.</summary>
    /// <exception cref="FoldlineException">FL5601: they are assigned already.</exception>
    public void Assign()
    {
        RequireResumed("assigned again");
        Swap();
        IsAssigned = true;
    }

    /// <summary>Gives the model its own weights back.</summary>
    /// <exception cref="FoldlineException">FL5602: the averaged weights are not assigned.</exception>
    public void Resume()
    {
        if (!IsAssigned)
            throw FoldlineException.Internal("FL5602", "The model has its own weights already: Resume was called without Assign before it.");
        Swap();
        IsAssigned = false;
    }

    /// <summary>Continues from a checkpoint.</summary>
    /// <param name="averaged">The averaged weights, as <see cref="Shadows"/> gave them.</param>
    /// <param name="updates">Number of updates they hold.</param>
    /// <exception cref="FoldlineException">FL5603: a tensor is missing or has another shape. FL5601: the averaged weights are assigned.</exception>
    public void Load(IReadOnlyDictionary<string, Tensor> averaged, long updates)
    {
        ArgumentNullException.ThrowIfNull(averaged);
        RequireResumed("loaded");
        for (var i = 0; i < names.Length; i++)
        {
            if (!averaged.TryGetValue(names[i], out var stored) || !stored.Shape.SequenceEqual(shadows[i].Shape))
            {
                throw FoldlineException.User(
                    "FL5603",
                    $"The averaged weights of the checkpoint do not fit the model: '{names[i]}' is missing or has another shape. Resume with the recipe that the run was started with.",
                    null,
                    ("tensor", names[i]));
            }
        }

        using var noGrad = GradMode.NoGrad();
        for (var i = 0; i < names.Length; i++)
            shadows[i].CopyInPlace(averaged[names[i]]);
        Updates = updates;
    }

    /// <summary>Frees the averaged weights. The model keeps whatever it holds now.</summary>
    public void Dispose()
    {
        foreach (var shadow in shadows)
            shadow.Dispose();
    }

    private void Swap()
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        for (var i = 0; i < values.Length; i++)
        {
            var own = values[i].Detach();
            values[i].SetInPlace(shadows[i]);
            shadows[i].SetInPlace(own);
        }
    }

    private void RequireResumed(string what)
    {
        if (IsAssigned)
            throw FoldlineException.Internal("FL5601", $"The averaged weights cannot be {what} while the model holds them: call Resume first.");
    }
}
