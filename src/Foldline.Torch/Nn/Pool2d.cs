namespace Foldline.Torch.Nn;

/// <summary>A pooling of windows: [N, C, H, W] → [N, C, H', W'].</summary>
public abstract class Pool2d : Layer, IStrided
{
    private long[] endPadding = [0, 0];

    /// <summary>Keeps the settings.</summary>
    /// <param name="kernelSize">Window.</param>
    /// <param name="stride">Step; the window's size when null.</param>
    /// <param name="padding">Padding on every side.</param>
    private protected Pool2d(Size2 kernelSize, Size2? stride, Size2 padding) =>
        (Kernel, Stride, Padding) = (kernelSize.ToArray(), (stride ?? kernelSize).ToArray(), padding.ToArray());

    /// <summary>Window.</summary>
    private protected long[] Kernel { get; }

    /// <summary>Step.</summary>
    private protected long[] Stride { get; private set; }

    /// <summary>Padding on every side.</summary>
    private protected long[] Padding { get; private set; }

    /// <summary>Changes the padding.</summary>
    /// <param name="padding">Padding on every side.</param>
    public void ChangePadding(Size2 padding) => Padding = padding.ToArray();

    /// <inheritdoc/>
    public void RemoveStride()
    {
        if (Stride is [1, 1])
            return;
        Stride = [1, 1];
        Padding = [.. Kernel.Select(size => (size - 1) / 2)];
        endPadding = [.. Kernel.Select(size => (size - 1) % 2)];
    }

    /// <inheritdoc/>
    public sealed override Tensor Forward(Tensor input)
    {
        if (endPadding is [0, 0])
            return Pool(input);
        using var padded = input.ConstantPadNd([0, endPadding[1], 0, endPadding[0]], PaddingValue);
        return Pool(padded);
    }

    /// <summary>What is put below and on the right of even windows.</summary>
    private protected abstract double PaddingValue { get; }

    /// <summary>The pooling itself.</summary>
    private protected abstract Tensor Pool(Tensor input);
}
