using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.GhostNets;

/// <summary>The sum of three normalised convolutions of the same input.</summary>
internal sealed class ParallelConvs : Layer
{
    private const int Count = 3;
    private readonly GhostConv[] convolutions;

    public ParallelConvs(Func<Conv2d> make) => convolutions = [.. Enumerable.Range(0, Count).Select(i => Register($"{i}", new GhostConv(make())))];

    public override Tensor Forward(Tensor input) => Add(convolutions[0].Forward(input), input, convolutions.AsSpan(1));

    /// <summary>The convolutions.</summary>
    public IReadOnlyList<Layer> Branches => convolutions;

    /// <summary>Adds the convolutions of an input to a sum in place.</summary>
    public Tensor AddTo(Tensor sum, Tensor input) => Add(sum, input, convolutions);

    private static Tensor Add(Tensor sum, Tensor input, ReadOnlySpan<GhostConv> convolutions)
    {
        foreach (var conv in convolutions)
        {
            using var term = conv.Forward(input);
            sum.AddInPlace(term);
        }

        return sum;
    }
}
