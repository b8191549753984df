using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.HrNets;

/// <summary>Branches of several resolutions side by side, and an exchange between them.</summary>
internal sealed class HrModule : Module
{
    private readonly Sequential branches;
    private readonly HrFusion[] fusions;

    public HrModule(int[] widths, int depth)
    {
        branches = Register("branches", new Sequential());
        foreach (var width in widths)
            branches.Add(HrBlocks.Basic(width, depth));
        fusions = [.. Enumerable.Range(0, widths.Length).Select(target => new HrFusion(widths, target))];
        Register("fuse_layers", new ModuleList(fusions));
    }

    /// <param name="maps">One a branch; they are freed.</param>
    public Tensor[] Forward(Tensor[] maps)
    {
        Tensor[] outputs = [.. maps.Select((map, branch) => map.Then(branches[branch]))];
        Tensor[] fused = [.. fusions.Select(fusion => fusion.Forward(outputs))];
        foreach (var output in outputs)
            output.Dispose();
        return fused;
    }
}
