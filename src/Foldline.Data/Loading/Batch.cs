using Foldline.Torch;

namespace Foldline.Data.Loading;

/// <summary>
/// One batch of images. <see cref="Dispose"/> it when the step is over, so that its memory can serve a later batch; <see cref="Images"/>
/// must not be used afterwards. Tensors that still share the memory (views, recorded gradients) keep it from being used again.
/// </summary>
public sealed class Batch : IDisposable
{
    internal Batch(Tensor images, ReadOnlyMemory<int> indices, int epoch, int number)
    {
        Images = images;
        Indices = indices;
        Epoch = epoch;
        Number = number;
    }

    /// <summary>The images [N, C, H, W], channels-last in memory unless the options say otherwise; N is smaller in an incomplete last batch.</summary>
    public Tensor Images { get; }

    /// <summary>Index of each image in the source.</summary>
    public ReadOnlyMemory<int> Indices { get; }

    /// <summary>Number of the epoch, from 0.</summary>
    public int Epoch { get; }

    /// <summary>Number of the batch in its epoch, from 0.</summary>
    public int Number { get; }

    /// <summary>Number of images N.</summary>
    public int Count => Indices.Length;

    /// <summary>Gives the images up.</summary>
    public void Dispose() => Images.Dispose();
}
