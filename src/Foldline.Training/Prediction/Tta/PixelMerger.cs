using Foldline.Imaging;
using Foldline.Torch;

namespace Foldline.Training.Prediction.Tta;

/// <summary>Gathers what a network says about the pixels of a batch under several views. Used inside a <see cref="TensorScope"/>.</summary>
internal sealed class PixelMerger(TtaMerge merge)
{
    private Tensor? values;
    private Tensor? counts;

    /// <summary>Adds one view's probabilities.</summary>
    /// <param name="view">The view.</param>
    /// <param name="probabilities">[N, C, h, w] in the view's frame.</param>
    /// <param name="size">Size of the images.</param>
    public void Add(TensorView view, Tensor probabilities, ImageSize size)
    {
        var restored = view.Restore(probabilities);
        values ??= Aten.Full([restored.Size(0), restored.Size(1), size.Height, size.Width], Start, device: restored.Device, dtype: DType.Float32);
        counts ??= Aten.Zeros([1, 1, size.Height, size.Width], device: restored.Device, dtype: DType.Float32);
        var part = view.PartOf(values);
        part.CopyInPlace(merge switch
        {
            TtaMerge.Max => part.Maximum(restored),
            TtaMerge.Min => part.Minimum(restored),
            TtaMerge.GeometricMean => part + restored.Log(),
            _ => part + restored,
        });
        view.PartOf(counts).AddInPlace(1);
    }

    /// <summary>The merged probabilities [N, C, H, W]; 0 where no view looked.</summary>
    public Tensor Result()
    {
        var covered = counts!.ClampMin(1);
        var merged = merge switch
        {
            TtaMerge.Mean => values! / covered,
            TtaMerge.GeometricMean => (values! / covered).Exp(),
            _ => values!,
        };
        return merged.MaskedFill(counts!.Eq(0), 0);
    }

    private double Start => merge switch
    {
        TtaMerge.Max => double.NegativeInfinity,
        TtaMerge.Min => double.PositiveInfinity,
        _ => 0,
    };
}
