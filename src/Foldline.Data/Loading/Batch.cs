using Foldline.Torch;

namespace Foldline.Data.Loading;

/// <summary>
/// One batch of images, with their masks and companions where there are any. <see cref="Dispose"/> it when the step is over, so that its memory can serve a later batch; its tensors
/// must not be used afterwards. Tensors that still share the memory (views, recorded gradients) keep it from being used again.
/// </summary>
public sealed class Batch : IDisposable
{
    internal Batch(PendingBatch made, int epoch, Tensor images, Tensor? masks, Tensor? companions)
    {
        Images = images;
        Masks = masks;
        Companions = companions;
        HasCompanion = made.HasCompanion;
        Indices = made.Indices;
        SourceSizes = made.SourceSizes;
        Epoch = epoch;
        Number = made.Number;
    }

    /// <summary>The images [N, C, H, W], channels-last in memory unless the options say otherwise; N is smaller in an incomplete last batch.</summary>
    public Tensor Images { get; }

    /// <summary>The masks, 8-bit: [N, C, H, W] of 0 and 1, or class numbers [N, H, W]; null for sources without masks.</summary>
    public Tensor? Masks { get; }

    /// <summary>Other pictures of the same things for another network, laid out as <see cref="Images"/>; null for loaders without them.</summary>
    public Tensor? Companions { get; }

    /// <summary>Which images have a companion; what the others have in its place is undefined. Empty for loaders without companions.</summary>
    public ReadOnlyMemory<bool> HasCompanion { get; }

    /// <summary>Height and width of each image before the transforms.</summary>
    public ReadOnlyMemory<Imaging.ImageSize> SourceSizes { get; }

    /// <summary>Index of each image in the source.</summary>
    public ReadOnlyMemory<int> Indices { get; }

    /// <summary>Number of the epoch, from 0.</summary>
    public int Epoch { get; }

    /// <summary>Number of the batch in its epoch, from 0.</summary>
    public int Number { get; }

    /// <summary>Number of images N.</summary>
    public int Count => Indices.Length;

    /// <summary>Gives the tensors up.</summary>
    public void Dispose()
    {
        Images.Dispose();
        Masks?.Dispose();
        Companions?.Dispose();
    }
}
