using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HrNets;

/// <summary>Adds a branch of half the lowest resolution before a stage; the first transition also narrows the branch that is there.</summary>
internal sealed class HrTransition : Module
{
    private readonly Layer[] paths;

    /// <param name="before">Channels of the branches there are.</param>
    /// <param name="after">Channels of these and one more.</param>
    public HrTransition(int[] before, int[] after)
    {
        paths = new Layer[after.Length];
        for (var branch = 0; branch < before.Length; branch++)
        {
            Layer path = before[branch] == after[branch] ? new Identity() : Convolutions.ConvNormRelu(before[branch], after[branch], 3);
            paths[branch] = Register($"{branch}", path);
        }

        paths[^1] = Register($"{before.Length}", new Sequential(Convolutions.ConvNormRelu(before[^1], after[^1], 3, 2)));
    }

    /// <param name="maps">One a branch; they are freed or handed on.</param>
    public Tensor[] Forward(Tensor[] maps)
    {
        var added = paths[^1].Forward(maps[^1]);
        return [.. maps.Select((map, branch) => map.Then(paths[branch])), added];
    }
}
