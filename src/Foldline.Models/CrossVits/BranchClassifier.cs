using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.CrossVits;

/// <summary>The mean of a linear classifier for each branch: [N, channels of all branches] → [N, classes].</summary>
internal sealed class BranchClassifier : Layer
{
    private readonly long[] widths;
    private readonly Linear[] layers;

    public BranchClassifier(IReadOnlyList<int> widths, int classes)
    {
        this.widths = [.. widths.Select(width => (long)width)];
        layers = [.. widths.Select((width, i) => Register($"{i}", new Linear(width, classes)))];
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var logits = input.SplitWithSizes(widths, -1).Zip(layers, (branch, layer) => layer.Forward(branch));
        return scope.Keep(Aten.Stack([.. logits]).Mean([0L]));
    }
}
