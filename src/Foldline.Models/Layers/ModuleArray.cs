using System.Collections;
using System.Globalization;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Modules named 0, 1, 2 … that their owner calls one by one.</summary>
/// <typeparam name="T">Type of the modules.</typeparam>
internal sealed class ModuleArray<T> : Module, IReadOnlyList<T>
    where T : Module
{
    private readonly List<T> modules = [];

    public ModuleArray(params IEnumerable<T> modules)
    {
        foreach (var module in modules)
            this.modules.Add(Register(this.modules.Count.ToString(CultureInfo.InvariantCulture), module));
    }

    public int Count => modules.Count;

    public T this[int index] => modules[index];

    public IEnumerator<T> GetEnumerator() => modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
