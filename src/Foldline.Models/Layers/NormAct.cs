using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>A family's choice of normalisation; makes a layer with or without activation for any number of channels.</summary>
/// <param name="Kind">Which normalisation.</param>
/// <param name="Activation">The activation; EvoNorm and filter response normalisation have their own.</param>
/// <param name="GroupSize">Channels a group; 0: 32 groups.</param>
internal sealed record NormAct(NormActKind Kind = NormActKind.BatchNorm, ActivationKind Activation = ActivationKind.Relu, int GroupSize = 0)
{
    private const int DefaultGroups = 32;
    private const double LargerEpsilon = 1e-3;

    /// <param name="channels">Channels of the input.</param>
    /// <param name="activate">Whether the activation follows.</param>
    public Layer Make(int channels, bool activate = true)
    {
        var groups = GroupSize > 0 ? channels / GroupSize : DefaultGroups;
        var activation = activate ? Activation : ActivationKind.Identity;
        return Kind switch
        {
            NormActKind.GroupNorm => new GroupNormAct(groups, channels, activation),
            NormActKind.EvoNormS0 => new EvoNormS0(groups, channels, activate),
            NormActKind.EvoNormS0A => new EvoNormS0(groups, channels, activate, LargerEpsilon, normalizesWithoutAct: true),
            NormActKind.FilterResponse => new FilterResponseNorm(channels, activate),
            _ => new BatchNormAct2d(channels, activation),
        };
    }
}
