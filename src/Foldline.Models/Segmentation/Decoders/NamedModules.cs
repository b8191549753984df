using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Modules with names that their owner calls one by one.</summary>
internal sealed class NamedModules : Module
{
    public T Add<T>(string name, T module)
        where T : Module => Register(name, module);
}
