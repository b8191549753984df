using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Gives modules the names 0, 1, 2 … in the state dict; their owner calls them.</summary>
internal sealed class ModuleList : Module
{
    public ModuleList(IEnumerable<Module> modules)
    {
        foreach (var (i, module) in modules.Index())
            Register($"{i}", module);
    }
}
