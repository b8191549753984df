namespace Foldline.Torch.Tracing;

/// <summary>An operator that ran.</summary>
/// <param name="Name">Name in the dispatcher, without the overload: <c>aten::conv2d</c>.</param>
/// <param name="Inputs">Every tensor among the arguments, with the argument's position; those of a list share the list's.</param>
/// <param name="Outputs">The tensors that came out; none for an operator that changes its input.</param>
public sealed record OperatorCall(string Name, IReadOnlyList<(int Argument, TracedTensor Tensor)> Inputs, IReadOnlyList<TracedTensor> Outputs)
{
    /// <summary>The tensor given for an argument; null when there was none.</summary>
    /// <param name="argument">Position in the operator's schema, from 0.</param>
    public TracedTensor? Input(int argument)
    {
        foreach (var (position, tensor) in Inputs)
        {
            if (position == argument)
                return tensor;
        }

        return null;
    }
}
