namespace Foldline.Torch.Nn;

/// <summary>A layer without weights that makes maps smaller by its stride.</summary>
public interface IStrided
{
    /// <summary>
    /// Gives the layer the stride 1 and the padding under which the size stays; of the padding of even windows the odd row and column
    /// goes to the bottom and the right. Encoders of segmentation networks trade strides for dilation by it.
    /// </summary>
    void RemoveStride();
}
