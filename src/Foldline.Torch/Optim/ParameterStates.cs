namespace Foldline.Torch.Optim;

/// <summary>What an optimizer remembers of the parameters of one group: step counts, tensors and numbers by name.</summary>
internal sealed class ParameterStates(IReadOnlyList<Tensor> parameters) : IDisposable
{
    private readonly OrderedDictionary<string, Tensor>[] tensors = [.. parameters.Select(_ => new OrderedDictionary<string, Tensor>(StringComparer.Ordinal))];
    private readonly OrderedDictionary<string, double>[] numbers = [.. parameters.Select(_ => new OrderedDictionary<string, double>(StringComparer.Ordinal))];

    public IReadOnlyList<Tensor> Parameters => parameters;

    public long[] Steps { get; } = new long[parameters.Count];

    public IReadOnlyDictionary<string, Tensor> Tensors(int parameter) => tensors[parameter];

    public IReadOnlyDictionary<string, double> Numbers(int parameter) => numbers[parameter];

    public Tensor Tensor(int parameter, string name, double initial)
    {
        if (!tensors[parameter].TryGetValue(name, out var tensor))
        {
            tensor = parameters[parameter].FullLike(initial).Detached();
            tensors[parameter].Add(name, tensor);
        }

        return tensor;
    }

    public Tensor Tensor(int parameter, string name, Tensor initial)
    {
        if (!tensors[parameter].TryGetValue(name, out var tensor))
        {
            tensor = initial.Detach().Clone().Detached();
            tensors[parameter].Add(name, tensor);
        }

        return tensor;
    }

    public double Number(int parameter, string name, double initial) => numbers[parameter].TryGetValue(name, out var value) ? value : initial;

    public void SetNumber(int parameter, string name, double value) => numbers[parameter][name] = value;

    public void Clear()
    {
        Dispose();
        Array.Clear(Steps);
        foreach (var table in numbers)
            table.Clear();
    }

    public void Dispose()
    {
        foreach (var table in tensors)
        {
            foreach (var (_, tensor) in table)
                tensor.Dispose();
            table.Clear();
        }
    }
}
