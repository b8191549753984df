namespace Foldline.Torch.Nn;

/// <summary>
/// A part of a network with named parameters, buffers and children, as PyTorch's <c>nn.Module</c>. Names and their order are
/// those of PyTorch's state dict: a module's own parameters, then its buffers, then its children.
/// Constructors leave weights uninitialised; <see cref="Initialize"/> draws them, or a state dict is loaded.
/// </summary>
public abstract class Module : IDisposable
{
    private readonly OrderedDictionary<string, Tensor> parameters = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, ModuleBuffer> buffers = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, Module> children = new(StringComparer.Ordinal);
    private readonly HashSet<string> borrowed = new(StringComparer.Ordinal);

    /// <summary>True while the module trains (dropout drops, batch normalisation uses the batch); set by <see cref="Train"/>.</summary>
    public bool Training { get; private set; } = true;

    /// <summary>Whether the module stays in evaluation while the rest trains: for the norms of frozen layers.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>The direct children with their names.</summary>
    public IEnumerable<KeyValuePair<string, Module>> Children => children;

    /// <summary>This module and all below it, with their full names, each before its children. A module with several names comes once, by the first.</summary>
    /// <param name="prefix">Name of this module.</param>
    public IEnumerable<KeyValuePair<string, Module>> Modules(string prefix = "") => WithAllNames(prefix).DistinctBy(entry => entry.Value);

    /// <summary>Every parameter with its full name, the first where it has several.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> NamedParameters() =>
        Modules().SelectMany(module => module.Value.parameters, (module, entry) => KeyValuePair.Create(Join(module.Key, entry.Key), entry.Value));

    /// <summary>Every buffer with its full name, those outside the state dict too.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> NamedBuffers() =>
        Modules().SelectMany(module => module.Value.buffers, (module, entry) => KeyValuePair.Create(Join(module.Key, entry.Key), entry.Value.Tensor));

    /// <summary>The parameters in state-dict order.</summary>
    public IReadOnlyList<Tensor> Parameters() => [.. NamedParameters().Select(entry => entry.Value)];

    /// <summary>Number of parameter elements; buffers do not count.</summary>
    public long CountParameters() => NamedParameters().Sum(entry => entry.Value.Count);

    /// <summary>
    /// Parameters and persistent buffers by name, in PyTorch's order. The tensors are the module's own; those of a module with several names
    /// are there by each.
    /// </summary>
    public OrderedDictionary<string, Tensor> StateDict()
    {
        var state = new OrderedDictionary<string, Tensor>(StringComparer.Ordinal);
        foreach (var (prefix, module) in WithAllNames(""))
        {
            foreach (var (name, parameter) in module.parameters)
                state.Add(Join(prefix, name), parameter);
            foreach (var (name, buffer) in module.buffers)
            {
                if (buffer.Persistent)
                    state.Add(Join(prefix, name), buffer.Tensor);
            }
        }

        return state;
    }

    /// <summary>Copies values into the parameters and buffers of the same names.</summary>
    /// <param name="state">Values by name; converted to the module's element types and device.</param>
    /// <param name="strict">Whether missing, surplus or misshaped entries are an error; otherwise what fits is copied.</param>
    /// <returns>The names that did not match.</returns>
    /// <exception cref="FoldlineException">FL2004: names or shapes differ and <paramref name="strict"/> is set; nothing was copied.</exception>
    public StateDictMismatch LoadStateDict(IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        var own = StateDict();
        var mismatch = StateDictMismatch.Between(own, state);
        if (strict && !mismatch.IsEmpty)
            throw FoldlineException.User("FL2004", $"The weights do not fit the model: {mismatch}", null, ("missing", string.Join(",", mismatch.Missing)));
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        foreach (var (name, tensor) in own)
        {
            if (state.TryGetValue(name, out var value) && value.Shape.SequenceEqual(tensor.Shape))
                tensor.CopyInPlace(value);
        }

        return mismatch;
    }

    /// <summary>Draws the weights of all layers as PyTorch's constructors do, layer after layer.</summary>
    /// <param name="generator">Source of random numbers.</param>
    public virtual void Initialize(TorchGenerator generator)
    {
        ResetParameters(generator);
        foreach (var child in Owned())
            child.Initialize(generator);
    }

    /// <summary>Switches training behaviour on or off, here and below.</summary>
    /// <param name="training">On or off.</param>
    public virtual Module Train(bool training = true)
    {
        Training = training && !IsFrozen;
        foreach (var child in Owned())
            child.Train(training);
        return this;
    }

    /// <summary>Switches to evaluation behaviour.</summary>
    public Module Eval() => Train(training: false);

    /// <summary>
    /// Replaces what only training needs, such as parallel branches that add up to one convolution, by layers that give the same, here
    /// and below. Modules with such parts override it.
    /// </summary>
    public virtual void Reparameterize()
    {
        foreach (var child in Owned())
            child.Reparameterize();
    }

    /// <summary>Moves all parameters and buffers; call it before making the optimizer.</summary>
    /// <param name="device">Target device.</param>
    public Module To(Device device)
    {
        Replace(tensor => tensor.To(device));
        return this;
    }

    /// <summary>Lays all four-dimensional parameters out in the given order.</summary>
    /// <param name="format"><see cref="MemoryFormat.ChannelsLast"/> or <see cref="MemoryFormat.Contiguous"/>.</param>
    public Module To(MemoryFormat format)
    {
        Replace(tensor => tensor.Rank == 4 ? tensor.Contiguous(memoryFormat: format) : tensor);
        return this;
    }

    /// <summary>Converts all floating-point parameters and buffers; call it before making the optimizer.</summary>
    /// <param name="dtype">A floating-point type, such as <see cref="DType.Float64"/>.</param>
    public Module To(DType dtype)
    {
        Replace(tensor => tensor.DType.IsFloatingPoint() ? tensor.To(dtype) : tensor);
        return this;
    }

    /// <summary>Marks all parameters as trained or frozen.</summary>
    /// <param name="value">Whether gradients are computed.</param>
    public void RequireGrad(bool value = true)
    {
        foreach (var (_, parameter) in NamedParameters())
            parameter.RequiresGrad = value;
    }

    /// <summary>Frees all parameters and buffers, here and below.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees parameters, buffers and children.</summary>
    /// <param name="disposing">False when called by a finalizer; the tensors then free themselves.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        foreach (var (_, parameter) in parameters)
            parameter.Dispose();
        foreach (var (_, buffer) in buffers)
            buffer.Tensor.Dispose();
        foreach (var child in Owned())
            child.Dispose();
    }

    /// <summary>Draws this module's own parameters, not those of its children.</summary>
    /// <param name="generator">Source of random numbers.</param>
    protected virtual void ResetParameters(TorchGenerator generator)
    {
    }

    /// <summary>Adds or replaces a child; a replaced one is disposed.</summary>
    /// <param name="name">Name in the state dict.</param>
    /// <param name="child">The module.</param>
    /// <typeparam name="T">Type of the module.</typeparam>
    protected T Register<T>(string name, T child)
        where T : Module
    {
        if (children.TryGetValue(name, out var replaced) && !ReferenceEquals(replaced, child))
            replaced.Dispose();
        children[name] = child;
        return child;
    }

    /// <summary>
    /// Adds a child that another module owns, as layers that several blocks use: it is in the state dict by this name too, while its owner
    /// draws and frees it.
    /// </summary>
    /// <param name="name">Name in the state dict.</param>
    /// <param name="child">The module; its owner is part of the same network and registers it first.</param>
    /// <typeparam name="T">Type of the module.</typeparam>
    protected T Share<T>(string name, T child)
        where T : Module
    {
        borrowed.Add(name);
        children.Add(name, child);
        return child;
    }

    /// <summary>Gives the children other names or another order, takes modules out of them, or leaves some out; what is left out is disposed.</summary>
    /// <param name="arranged">The children from now on, each of them a module below this one before.</param>
    protected void Rearrange(IReadOnlyList<KeyValuePair<string, Module>> arranged)
    {
        var kept = arranged.Select(entry => entry.Value).ToHashSet();
        DisposeChildrenExcept(kept);
        foreach (var (name, child) in arranged)
            children.Add(name, child);
    }

    /// <summary>Adds a parameter that is trained.</summary>
    /// <param name="name">Name in the state dict.</param>
    /// <param name="tensor">A floating point tensor; the module owns it from now on.</param>
    protected Tensor Parameter(string name, Tensor tensor)
    {
        parameters.Add(name, tensor.Detached());
        tensor.RequiresGrad = true;
        return tensor;
    }

    /// <summary>Adds a buffer: state that is not trained.</summary>
    /// <param name="name">Name in the state dict.</param>
    /// <param name="tensor">The module owns it from now on.</param>
    /// <param name="persistent">Whether it belongs to the state dict.</param>
    protected Tensor Buffer(string name, Tensor tensor, bool persistent = true)
    {
        buffers.Add(name, new ModuleBuffer(tensor.Detached(), persistent));
        return tensor;
    }

    private IEnumerable<Module> Owned() => children.Where(child => !borrowed.Contains(child.Key)).Select(child => child.Value);

    private IEnumerable<KeyValuePair<string, Module>> WithAllNames(string prefix)
    {
        yield return new(prefix, this);
        foreach (var (name, child) in children)
        {
            foreach (var module in child.WithAllNames(Join(prefix, name)))
                yield return module;
        }
    }

    private void DisposeChildrenExcept(HashSet<Module> kept)
    {
        foreach (var (_, child) in children)
        {
            if (kept.Contains(child))
                continue;
            child.DisposeChildrenExcept(kept);
            child.Dispose();
        }

        children.Clear();
    }

    /// <summary>Removes a child, which is disposed.</summary>
    /// <param name="name">Name in the state dict.</param>
    protected void Unregister(string name)
    {
        if (children.Remove(name, out var child))
            child.Dispose();
    }

    /// <summary>Frees this module's own parameters and buffers, which are then no longer in the state dict.</summary>
    private protected void DropState()
    {
        foreach (var (_, parameter) in parameters)
            parameter.Dispose();
        foreach (var (_, buffer) in buffers)
            buffer.Tensor.Dispose();
        parameters.Clear();
        buffers.Clear();
    }

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

    // Every tensor object stays the same, so that fields of layers remain valid; only what it refers to changes.
    private void Replace(Func<Tensor, Tensor> change)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        foreach (var (_, parameter) in NamedParameters())
        {
            var requiresGrad = parameter.RequiresGrad;
            var changed = change(parameter.Detach());
            changed.RequiresGrad = requiresGrad;
            parameter.ReplaceBy(changed);
        }

        foreach (var (_, buffer) in NamedBuffers())
            buffer.ReplaceBy(change(buffer.Share()));
    }
}
