using Foldline.Torch;

namespace Foldline.Training.Mixing;

/// <summary>Mixes each image of a batch with a partner; without an order given, the partners are the batch from its end.</summary>
public static class MixedImages
{
    /// <summary>λ·image + (1 − λ)·partner (mixup; Zhang and others, 2018).</summary>
    /// <param name="images">[N, …].</param>
    /// <param name="lambda">λ, in [0, 1].</param>
    /// <param name="order">Partner of each image (Int64) [N]; null = from the end.</param>
    public static Tensor Blend(Tensor images, double lambda, Tensor? order = null)
    {
        using var scope = new TensorScope();
        return scope.Keep((images * lambda) + (Partners(images, order) * (1 - lambda)));
    }

    /// <summary>The image with a box taken from its partner (CutMix; Yun and others, 2019).</summary>
    /// <param name="images">[N, C, H, W].</param>
    /// <param name="box">Within the images.</param>
    /// <param name="order">Partner of each image (Int64) [N]; null = from the end.</param>
    public static Tensor Cut(Tensor images, CutBox box, Tensor? order = null)
    {
        using var scope = new TensorScope();
        var mixed = images.Clone();
        View(mixed, box).CopyInPlace(View(Partners(images, order), box));
        return scope.Keep(mixed);
    }

    private static Tensor Partners(Tensor images, Tensor? order) => order is null ? images.Flip([0]) : images.IndexSelect(0, order);

    private static Tensor View(Tensor images, CutBox box) =>
        images.Narrow(2, box.Top, box.Bottom - box.Top).Narrow(3, box.Left, box.Right - box.Left);
}
