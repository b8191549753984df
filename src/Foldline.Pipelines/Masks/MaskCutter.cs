using System.Collections.Immutable;
using Foldline.Imaging;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Masks;

/// <summary>Turns probabilities of pixels into masks at the size of the original image, as run lengths. Thread-safe.</summary>
/// <param name="target">The classes.</param>
/// <param name="predict">Thresholds and least sizes.</param>
public sealed class MaskCutter(TargetSpec target, PredictSpec predict)
{
    private readonly int classes = target.Names.Count;

    /// <summary>The masks of one image.</summary>
    /// <param name="probabilities">[C, h, w] as the network gives them.</param>
    /// <param name="seen">Height h and width w.</param>
    /// <param name="original">Size of the original image.</param>
    /// <returns>Run lengths, one text a class.</returns>
    public ImmutableArray<string> Cut(ReadOnlySpan<float> probabilities, ImageSize seen, ImageSize original)
    {
        var planes = new Image[classes];
        try
        {
            for (var c = 0; c < classes; c++)
            {
                using var plane = Image.FromPixels(probabilities.Slice(c * seen.Height * seen.Width, seen.Height * seen.Width), seen.Height, seen.Width, 1);
                planes[c] = plane.Resize(original);
            }

            if (target.Format == MaskFormat.Classes)
                KeepLikeliest(planes);
            return [.. planes.Select(Encode)];
        }
        finally
        {
            foreach (var plane in planes)
                plane?.Dispose();
        }
    }

    private string Encode(Image plane, int number)
    {
        var threshold = target.Format == MaskFormat.Classes ? 0.5 : Of(predict.Threshold, number);
        var (mask, _) = MaskCleanup.KeepLarge(plane.Pixels<float>(), plane.Height, plane.Width, threshold, Of(predict.MinSize, number));
        using (mask)
            return RunLength.Encode(mask);
    }

    // 1 where a class is the likeliest (the first of equals), else 0.
    private static void KeepLikeliest(Image[] planes)
    {
        for (var i = 0; i < planes[0].SampleCount; i++)
        {
            var best = 0;
            for (var c = 1; c < planes.Length; c++)
                best = planes[c].Pixels<float>()[i] > planes[best].Pixels<float>()[i] ? c : best;
            for (var c = 0; c < planes.Length; c++)
                planes[c].Pixels<float>()[i] = c == best ? 1 : 0;
        }
    }

    private static T Of<T>(ValueList<T> values, int number) => values[values.Count == 1 ? 0 : number];
}
