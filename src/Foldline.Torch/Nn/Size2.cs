namespace Foldline.Torch.Nn;

/// <summary>A height and a width: of a kernel, a stride, a padding. One number stands for both.</summary>
/// <param name="Height">Along dimension -2.</param>
/// <param name="Width">Along dimension -1.</param>
public readonly record struct Size2(long Height, long Width)
{
    /// <summary>The same number both ways.</summary>
    public static implicit operator Size2(int both) => new(both, both);

    /// <summary>Height and width.</summary>
    public static implicit operator Size2((int Height, int Width) size) => new(size.Height, size.Width);

    /// <summary>As a list for operators.</summary>
    public long[] ToArray() => [Height, Width];
}
