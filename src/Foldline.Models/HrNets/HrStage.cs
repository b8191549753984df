using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HrNets;

/// <summary>Modules one after the other.</summary>
internal sealed class HrStage : Module
{
    private readonly HrModule[] modules;

    public HrStage(int[] widths, int count, int depth)
    {
        modules = new HrModule[count];
        for (var i = 0; i < count; i++)
            modules[i] = Register($"{i}", new HrModule(widths, depth));
    }

    /// <param name="maps">One a branch; they are freed.</param>
    public Tensor[] Forward(Tensor[] maps) => modules.Aggregate(maps, (current, module) => module.Forward(current));
}
