using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Heads;

/// <summary>
/// Hidden linear layers (<c>hidden.0</c>, <c>hidden.1</c>, …), each with activation and dropout, and the last one (<c>output</c>):
/// [N, features] → [N, classes].
/// </summary>
internal sealed class DenseHead : Layer
{
    private readonly ModuleArray<Linear> hidden;
    private readonly Activation activation;
    private readonly Linear output;
    private readonly double dropRate;

    public DenseHead(int features, int classes, HeadOptions options)
    {
        activation = new Activation(options.Activation, inPlace: false);
        dropRate = options.DropRate;
        int[] widths = [features, .. options.Units];
        hidden = Register("hidden", new ModuleArray<Linear>(options.Units.Select((units, i) => new Linear(widths[i], units))));
        output = Register("output", new Linear(widths[^1], classes));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var x = input;
        foreach (var layer in hidden)
        {
            x = activation.Forward(layer.Forward(x));
            if (dropRate > 0 && Training)
                x = x.Dropout(dropRate, train: true);
        }

        return scope.Keep(output.Forward(x));
    }
}
