using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>Enlarges maps by a whole factor.</summary>
internal sealed class Upsample : Layer
{
    private readonly double[] factors;
    private readonly bool isBilinear;

    private Upsample(int factor, bool isBilinear)
    {
        factors = [factor, factor];
        this.isBilinear = isBilinear;
    }

    /// <summary>Twice the size, each pixel repeated.</summary>
    public static Upsample NearestTwice { get; } = new(2, isBilinear: false);

    /// <summary>Linear between the pixels; the corners stay where they are.</summary>
    public static Layer Bilinear(int factor) => factor > 1 ? new Upsample(factor, isBilinear: true) : new Identity();

    /// <summary>Linear between the pixels, to a given size.</summary>
    /// <param name="map">A map nobody needs afterwards.</param>
    /// <param name="height">Height of the result.</param>
    /// <param name="width">Width of the result.</param>
    /// <param name="alignCorners">Whether the corner pixels' centres stay in the corners, rather than the pixels' outer edges.</param>
    public static Tensor BilinearTo(Tensor map, long height, long width, bool alignCorners = true)
    {
        var resized = map.UpsampleBilinear2d([height, width], alignCorners);
        map.Dispose();
        return resized;
    }

    public override Tensor Forward(Tensor input) => isBilinear
        ? input.UpsampleBilinear2d([], alignCorners: true, scaleFactors: factors)
        : input.UpsampleNearest2d([], scaleFactors: factors);
}
