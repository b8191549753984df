using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Training.Averaging;

/// <summary>
/// An exponential moving average of a model's weights: shadow = decay · shadow + (1 − decay) · value after each step. Parameters
/// and floating-point buffers (the running statistics of batch normalisation) are averaged alike, so that evaluating the averaged
/// weights uses statistics that belong to them; integer buffers stay the model's. Not thread-safe; all calls on the engine thread.
/// </summary>
public sealed class ExponentialMovingAverage : IDisposable
{
    private readonly string[] names;
    private readonly Tensor[] values;
    private readonly Tensor[] shadows;

    /// <summary>Starts at the model's present weights.</summary>
    /// <param name="model">The model; it must stay on its device.</param>
    /// <param name="decay">Decay per step, in [0, 1].</param>
    /// <param name="dynamic">Whether early steps decay faster: min(decay, (1 + n) / (10 + n)) at the n-th update, counted from 1.</param>
    public ExponentialMovingAverage(Module model, double decay, bool dynamic = true)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (decay is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(decay), decay, "expected is a number from 0 to 1");
        (Decay, IsDynamic) = (decay, dynamic);
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var averaged = model.StateDict().Where(entry => entry.Value.DType.IsFloatingPoint()).ToList();
        names = [.. averaged.Select(entry => entry.Key)];
        values = [.. averaged.Select(entry => entry.Value)];
        shadows = [.. values.Select(value => value.Detach().Clone().Detached())];
    }

    /// <summary>Decay per step once the start is over.</summary>
    public double Decay { get; }

    /// <summary>Whether early steps decay faster.</summary>
    public bool IsDynamic { get; }

    /// <summary>Number of updates so far.</summary>
    public long Updates { get; private set; }

    /// <summary>Whether the model holds the averaged weights now.</summary>
    public bool IsAssigned { get; private set; }

    /// <summary>The averaged weights by their names in the model's state dict; the average's own tensors, not copies.</summary>
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
        foreach (var (name, shadow) in Shadows)
            state[name] = shadow;
        return state;
    }

    /// <summary>The decay of the n-th update.</summary>
    /// <param name="update">n, from 1.</param>
    public double DecayAt(long update) => IsDynamic ? Math.Min(Decay, (1.0 + update) / (10.0 + update)) : Decay;

    /// <summary>Takes the model's present weights into the average. Call it after each optimizer step.</summary>
    /// <exception cref="FoldlineException">FL5601: the averaged weights are assigned to the model at present.</exception>
    public void Update()
    {
        RequireResumed("updated");
        Updates++;
        var decay = DecayAt(Updates);
        using var noGrad = GradMode.NoGrad();
        Aten.ForeachMulInPlace(shadows, decay);
        Aten.ForeachAddInPlace(shadows, values, alpha: 1 - decay);
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
