using Foldline.Imaging;
using Foldline.Torch;

namespace Foldline.Training.Prediction.Tta;

/// <summary>A <see cref="TtaView"/> for whole batches on any device. Flips, turns and crops are exact both ways; sizes change linearly.</summary>
/// <param name="view">The view.</param>
public sealed class TensorView(TtaView view)
{
    /// <summary>What the network sees.</summary>
    /// <param name="images">[N, C, H, W] of the size that the view was made for.</param>
    /// <returns>[N, C, h, w].</returns>
    public Tensor Look(Tensor images)
    {
        ArgumentNullException.ThrowIfNull(images);
        using var scope = new TensorScope();
        return scope.Keep(Resized(Turned(PartOf(images), view.Undo.Inverse()), view.Size));
    }

    /// <summary>Brings what the network said about each pixel back into the frame of the view's region.</summary>
    /// <param name="prediction">[N, C, h, w].</param>
    public Tensor Restore(Tensor prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        using var scope = new TensorScope();
        return scope.Keep(Resized(Turned(prediction, view.Undo), view.Region.Size));
    }

    /// <summary>The pixels of a batch that the view shows, as a view of its memory.</summary>
    /// <param name="batch">[N, C, H, W].</param>
    public Tensor PartOf(Tensor batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var (top, left, size) = view.Region;
        return batch.Narrow(2, top, size.Height).Narrow(3, left, size.Width);
    }

    private static Tensor Turned(Tensor batch, Symmetry symmetry) => symmetry switch
    {
        Symmetry.FlipHorizontal => batch.Flip([3]),
        Symmetry.FlipVertical => batch.Flip([2]),
        Symmetry.Rotate180 => batch.Flip([2, 3]),
        Symmetry.Transpose => batch.Transpose(2, 3),
        Symmetry.Rotate90 => batch.Flip([3]).Transpose(2, 3),
        Symmetry.Rotate270 => batch.Flip([2]).Transpose(2, 3),
        Symmetry.AntiTranspose => batch.Flip([2, 3]).Transpose(2, 3),
        _ => batch.Clone(),
    };

    private static Tensor Resized(Tensor batch, ImageSize size) => batch.Size(2) == size.Height && batch.Size(3) == size.Width
        ? batch
        : batch.To(DType.Float32).UpsampleBilinear2d([size.Height, size.Width], alignCorners: false).To(batch.DType);
}
