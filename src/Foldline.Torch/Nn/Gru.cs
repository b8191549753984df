namespace Foldline.Torch.Nn;

/// <summary>Gated recurrent units (Cho et al. 2014), as <c>torch.nn.GRU</c> with the batch first: [N, L, in] → [N, L, hidden].</summary>
/// <param name="inputSize">Length of the input's last dimension.</param>
/// <param name="hiddenSize">Length of the state.</param>
/// <param name="levels">Layers on top of each other.</param>
public sealed class Gru(long inputSize, long hiddenSize, int levels = 1) : Recurrent(inputSize, hiddenSize, levels, gates: 3)
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var (output, _) = Aten.Gru(input, Zeros(input), Weights, true, Levels, 0, Training, false, true);
        return scope.Keep(output);
    }
}
