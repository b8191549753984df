using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HrNets;

/// <summary>One output of an exchange between branches: the sum of all branches, brought to one resolution, and a ReLU.</summary>
internal sealed class HrFusion : Module
{
    private readonly Layer[] paths;
    private readonly Activation relu = new(ActivationKind.Relu);

    /// <param name="widths">Channels of the branches, highest resolution first.</param>
    /// <param name="target">The branch whose resolution the output has.</param>
    public HrFusion(int[] widths, int target)
    {
        paths = new Layer[widths.Length];
        for (var branch = 0; branch < paths.Length; branch++)
            paths[branch] = Register($"{branch}", Path(widths, branch, target));
    }

    /// <param name="branches">They stay the caller's.</param>
    public Tensor Forward(IReadOnlyList<Tensor> branches)
    {
        using var scope = new TensorScope();
        var sum = paths[0].Forward(branches[0]) + paths[1].Forward(branches[1]);
        for (var branch = 2; branch < paths.Length; branch++)
            sum.AddInPlace(paths[branch].Forward(branches[branch]));
        return scope.Keep(sum.Then(relu));
    }

    private static Layer Path(int[] widths, int branch, int target)
    {
        if (branch == target)
            return new Identity();
        if (branch > target)
        {
            var up = Convolutions.ConvNorm(widths[branch], widths[target], 1);
            up.Add(new NearestUpsample(1 << (branch - target)));
            return up;
        }

        var down = new Sequential();
        for (var step = branch + 1; step < target; step++)
            down.Add(Convolutions.ConvNormRelu(widths[branch], widths[branch], 3, 2));
        down.Add(Convolutions.ConvNorm(widths[branch], widths[target], 3, 2));
        return down;
    }
}
