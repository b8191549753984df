using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.NasNets;

/// <summary>
/// Halves a map without losing places: half of the channels come from the even places, half from the odd ones (Zoph et al. 2018):
/// [N, in, H, W] → [N, out, ⌈H/2⌉, ⌈W/2⌉].
/// </summary>
internal sealed class FactorizedReduction : Layer
{
    private readonly Activation act;
    private readonly NamedSequence path1;
    private readonly NamedSequence path2;
    private readonly BatchNorm2d norm;

    public FactorizedReduction(int inChannels, int outChannels)
    {
        act = Register("act", new Activation(ActivationKind.Relu, inPlace: false));
        path1 = Register("path_1", new NamedSequence(("avgpool", EverySecond()), ("conv", Convolutions.Conv(inChannels, outChannels / 2, 1))));
        path2 = Register("path_2", new NamedSequence(
            ("pad", new ShiftedCrop()),
            ("avgpool", EverySecond()),
            ("conv", Convolutions.Conv(inChannels, outChannels / 2, 1))));
        norm = Register("final_path_bn", NasNetNorm.Of(outChannels));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var positive = act.Forward(input);
        return scope.Keep(norm.Forward(Aten.Cat([path1.Forward(positive), path2.Forward(positive)], 1)));
    }

    private static AvgPool2d EverySecond() => new(1, 2, countIncludePad: false);
}
