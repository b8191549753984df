using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Heads;

/// <summary>
/// One <see cref="DenseHead"/> for each group of classes (<c>heads.0</c>, <c>heads.1</c>, …) on the same features: [N, features] → [N, classes],
/// the outputs in the order of the classes.
/// </summary>
internal sealed class MultiHead : Layer
{
    private readonly ModuleArray<DenseHead> heads;
    private readonly Tensor? order;

    public MultiHead(int features, HeadOptions options)
    {
        heads = Register("heads", new ModuleArray<DenseHead>(options.Groups.Select(group => new DenseHead(features, group.Length, options))));
        long[] classes = [.. options.Groups.SelectMany(group => group).Select(index => (long)index)];
        long[] places = [.. Enumerable.Range(0, classes.Length).Select(index => (long)Array.IndexOf(classes, index))];
        if (!places.Order().SequenceEqual(places))
            order = Buffer("order", Tensor.FromArray(places), persistent: false);
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var joined = Aten.Cat([.. heads.Select(head => head.Forward(input))], 1);
        return scope.Keep(order is null ? joined : joined.IndexSelect(1, order));
    }
}
