using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.FocalNets;

/// <summary>Each place times a gated sum of its neighbourhoods' contents, small to whole (Yang et al. 2022): [N, C, H, W] → the same.</summary>
internal sealed class FocalModulation : Layer
{
    private const double Epsilon = 1e-5;
    private readonly long[] splits;
    private readonly Conv2d f;
    private readonly Conv2d h;
    private readonly Conv2d proj;
    private readonly Sequential levels;
    private readonly Layer norm;

    public FocalModulation(FocalNetSettings settings, int channels)
    {
        splits = [channels, channels, settings.Levels + 1];
        f = Register("f", new Conv2d(channels, (2 * channels) + settings.Levels + 1, 1));
        h = Register("h", new Conv2d(channels, channels, 1));
        proj = Register("proj", new Conv2d(channels, channels, 1));
        levels = Register("focal_layers", new Sequential());
        for (var level = 0; level < settings.Levels; level++)
        {
            var kernel = settings.Window + (2 * level);
            var options = new Conv2dOptions { Padding = kernel / 2, Groups = channels, Bias = false };
            levels.Add(new Sequential(new Conv2d(channels, channels, kernel, options), new Activation(ActivationKind.Gelu)));
        }

        norm = Register<Layer>("norm", settings.NormsModulation ? new LayerNorm2d(channels, Epsilon) : new Identity());
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var parts = f.Forward(input).SplitWithSizes(splits, dim: 1);
        var (context, gates) = (levels[0].Forward(parts[1]), parts[2]);
        var sum = context * gates.Narrow(1, 0, 1);
        for (var level = 1; level < levels.Count; level++)
        {
            context = levels[level].Forward(context);
            sum = sum.AddInPlace(context * gates.Narrow(1, level, 1));
        }

        sum = sum.AddInPlace(context.Mean([2, 3], keepdim: true).Gelu() * gates.Narrow(1, levels.Count, 1));
        return scope.Keep(proj.Forward(norm.Forward(parts[0] * h.Forward(sum))));
    }
}
