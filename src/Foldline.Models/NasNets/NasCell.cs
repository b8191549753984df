using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.NasNets;

/// <summary>
/// The unit that neural architecture search composes (Zoph et al. 2018): five pairs of branches over the outputs of the last two cells and
/// over earlier pairs; the pairs' sums are joined by channels.
/// </summary>
internal sealed class NasCell : Module
{
    private readonly Layer previous;
    private readonly Layer current;
    private readonly (NasBranch Left, NasBranch Right)[] pairs;
    private readonly NasSource[] outputs;

    /// <param name="filters">Channels of each sum.</param>
    /// <param name="entries">What both inputs pass first.</param>
    /// <param name="pairs">The five pairs.</param>
    /// <param name="outputs">What is joined.</param>
    public NasCell(int filters, NasEntries entries, (NasBranch Left, NasBranch Right)[] pairs, NasSource[] outputs)
    {
        OutChannels = filters * outputs.Length;
        this.pairs = pairs;
        this.outputs = outputs;
        (previous, current) = (entries.Previous, entries.Current);
        if (!entries.OpensPrevious && previous is not Identity)
            Register("conv_prev_1x1", previous);
        Register("conv_1x1", current);
        if (entries.OpensPrevious)
            RegisterPartsOfPrevious();
        for (var i = 0; i < pairs.Length; i++)
        {
            if (pairs[i].Left.Layer is { } left)
                Register($"comb_iter_{i}_left", left);
            if (pairs[i].Right.Layer is { } right)
                Register($"comb_iter_{i}_right", right);
        }
    }

    /// <summary>Channels of the output.</summary>
    public int OutChannels { get; }

    /// <param name="before">Output of the cell before the last one.</param>
    /// <param name="last">Output of the last cell.</param>
    /// <returns>[N, <see cref="OutChannels"/>, h, w].</returns>
    public Tensor Forward(Tensor before, Tensor last)
    {
        using var scope = new TensorScope();
        var known = new List<Tensor> { previous.Forward(before), current.Forward(last) };
        foreach (var (left, right) in pairs)
            known.Add(Read(left) + Read(right));
        return scope.Keep(Aten.Cat([.. outputs.Select(output => known[(int)output])], 1));

        Tensor Read(NasBranch branch)
        {
            var source = known[(int)branch.Source];
            return branch.Layer is null ? source : branch.Layer.Forward(source);
        }
    }

    private void RegisterPartsOfPrevious()
    {
        foreach (var (name, part) in previous.Children)
            Register(name, part);
    }
}
