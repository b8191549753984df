namespace Foldline.Torch.Optim;

/// <summary>
/// The parameters of one group that have a gradient and have taken equally many steps: what one foreach call works on. Usually a
/// group is one bucket; parameters that were without a gradient for some steps make further ones.
/// </summary>
public sealed class ParameterBucket
{
    private readonly ParameterStates states;
    private readonly int[] numbers;
    private readonly Dictionary<string, Tensor[]> quantities = new(StringComparer.Ordinal);

    internal ParameterBucket(ParameterGroup group, ParameterStates states, int[] numbers, Tensor[] gradients)
    {
        Group = group;
        this.states = states;
        this.numbers = numbers;
        Gradients = gradients;
        Parameters = [.. numbers.Select(number => states.Parameters[number])];
        Step = states.Steps[numbers[0]];
    }

    /// <summary>The group with its learning rate, weight decay and momentum.</summary>
    public ParameterGroup Group { get; }

    /// <summary>Number of the step that is being taken, from 1.</summary>
    public long Step { get; private set; }

    /// <summary>The parameters.</summary>
    public Tensor[] Parameters { get; }

    /// <summary>Their gradients, in the same order. They are the parameters' own: not to be changed.</summary>
    public Tensor[] Gradients { get; }

    /// <summary>One remembered tensor a parameter, shaped like it; filled with a value when first asked for.</summary>
    /// <param name="name">Name in the state.</param>
    /// <param name="initial">Value at the start.</param>
    public Tensor[] Quantity(string name, double initial = 0)
    {
        if (!quantities.TryGetValue(name, out var tensors))
        {
            tensors = [.. numbers.Select(number => states.Tensor(number, name, initial))];
            quantities.Add(name, tensors);
        }

        return tensors;
    }

    /// <summary>One remembered tensor a parameter; copies of given tensors when first asked for.</summary>
    /// <param name="name">Name in the state.</param>
    /// <param name="initial">A tensor for each parameter, shaped like it.</param>
    public Tensor[] Quantity(string name, Tensor[] initial)
    {
        if (!quantities.TryGetValue(name, out var tensors))
        {
            tensors = [.. numbers.Select((number, i) => states.Tensor(number, name, initial[i]))];
            quantities.Add(name, tensors);
        }

        return tensors;
    }

    /// <summary>A remembered number that all parameters of the bucket share.</summary>
    /// <param name="name">Name in the state.</param>
    /// <param name="initial">Value at the start.</param>
    public double Number(string name, double initial) => states.Number(numbers[0], name, initial);

    /// <summary>Remembers a number for all parameters of the bucket.</summary>
    /// <param name="name">Name in the state.</param>
    /// <param name="value">The number.</param>
    public void SetNumber(string name, double value)
    {
        foreach (var number in numbers)
            states.SetNumber(number, name, value);
    }

    internal void Advance()
    {
        Step++;
        foreach (var number in numbers)
            states.Steps[number] = Step;
    }
}
