namespace Foldline.Torch.Nn;

/// <summary>What recurrent layers share: weights per level, named and drawn as PyTorch does. Input [N, L, in], output [N, L, hidden].</summary>
public abstract class Recurrent : Layer
{
    private readonly List<Tensor> weights = [];

    /// <summary>Makes the weights.</summary>
    /// <param name="inputSize">Length of the input's last dimension.</param>
    /// <param name="hiddenSize">Length of the state.</param>
    /// <param name="levels">Layers on top of each other.</param>
    /// <param name="gates">Gates of the cell: 3 or 4.</param>
    private protected Recurrent(long inputSize, long hiddenSize, int levels, int gates)
    {
        HiddenSize = hiddenSize;
        Levels = levels;
        for (var level = 0; level < levels; level++)
        {
            weights.Add(Parameter($"weight_ih_l{level}", Aten.Empty([gates * hiddenSize, level == 0 ? inputSize : hiddenSize])));
            weights.Add(Parameter($"weight_hh_l{level}", Aten.Empty([gates * hiddenSize, hiddenSize])));
            weights.Add(Parameter($"bias_ih_l{level}", Aten.Empty([gates * hiddenSize])));
            weights.Add(Parameter($"bias_hh_l{level}", Aten.Empty([gates * hiddenSize])));
        }
    }

    /// <summary>Length of the state.</summary>
    public long HiddenSize { get; }

    /// <summary>Layers on top of each other.</summary>
    public int Levels { get; }

    /// <summary>All weights, level by level.</summary>
    private protected Tensor[] Weights => [.. weights];

    /// <inheritdoc/>
    protected override void ResetParameters(TorchGenerator generator)
    {
        var bound = 1 / Math.Sqrt(HiddenSize);
        foreach (var weight in weights)
            Init.Uniform(weight, generator, -bound, bound);
    }

    /// <summary>A state of zeros: [levels, N, hidden].</summary>
    private protected Tensor Zeros(Tensor input) => Aten.Zeros([Levels, input.Size(0), HiddenSize], dtype: input.DType, device: input.Device);
}
