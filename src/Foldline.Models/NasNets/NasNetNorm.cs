using Foldline.Torch.Nn;

namespace Foldline.Models.NasNets;

/// <summary>Makes the norms, all of one epsilon.</summary>
internal static class NasNetNorm
{
    public const double Epsilon = 1e-3;

    public static BatchNorm2d Of(int channels) => new(channels, Epsilon);
}
