using System.Collections.Immutable;
using Foldline.Imaging;

namespace Foldline.Training.Prediction.Tta;

/// <summary>The views of images of one size and how their predictions become one. Immutable.</summary>
/// <param name="Size">Size of the images.</param>
/// <param name="Views">The views, at least one.</param>
/// <param name="Merge">How predictions become one.</param>
public sealed record ViewSet(ImageSize Size, ImmutableArray<TensorView> Views, TtaMerge Merge)
{
    /// <summary>Every image once, as it is.</summary>
    /// <param name="size">Size of the images.</param>
    public static ViewSet Single(ImageSize size) => new(size, [new TensorView(TtaView.Turned("identity", size, Symmetry.Identity))], TtaMerge.Mean);

    /// <summary>The views of a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="size">Size of the images.</param>
    /// <param name="merge">How predictions become one.</param>
    /// <exception cref="FoldlineException">FL3018: the images are smaller than a crop of the set.</exception>
    public static ViewSet Of(TtaSet set, ImageSize size, TtaMerge merge)
    {
        ArgumentNullException.ThrowIfNull(set);
        return new(size, [.. set.ViewsOf(size).Select(view => new TensorView(view))], merge);
    }

    /// <summary>Merges predictions of the same samples, one list a view.</summary>
    /// <param name="predictions">Lists of equal length.</param>
    /// <param name="merge">How.</param>
    public static double[] Join(IReadOnlyList<double[]> predictions, TtaMerge merge)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        var joined = new double[predictions[0].Length];
        for (var i = 0; i < joined.Length; i++)
        {
            var values = predictions.Select(view => view[i]);
            joined[i] = merge switch
            {
                TtaMerge.Max => values.Max(),
                TtaMerge.Min => values.Min(),
                TtaMerge.GeometricMean => Math.Exp(values.Average(Math.Log)),
                _ => values.Average(),
            };
        }

        return joined;
    }
}
