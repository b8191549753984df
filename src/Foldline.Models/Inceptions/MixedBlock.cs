using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Inceptions;

/// <summary>Branches side by side whose channels are put one after the other (Szegedy et al. 2015).</summary>
internal class MixedBlock : Layer
{
    private readonly Branch[] branches;

    public MixedBlock(params Branch[] branches)
    {
        this.branches = branches;
        foreach (var branch in branches)
        {
            foreach (var (name, layer) in branch.Chain)
                Register(name ?? "pool", layer);

            foreach (var (name, layer) in branch.Fork)
                Register(name, layer);
        }
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        return scope.Keep(Aten.Cat([.. branches.SelectMany(branch => Ends(branch, input))], 1));
    }

    private static IEnumerable<Tensor> Ends(Branch branch, Tensor input)
    {
        var x = branch.Chain[0].Layer.Forward(input);
        foreach (var (_, layer) in branch.Chain.Skip(1))
            x = x.Then(layer);
        return branch.Fork.Count == 0 ? [x] : branch.Fork.Select(item => item.Layer.Forward(x));
    }
}
