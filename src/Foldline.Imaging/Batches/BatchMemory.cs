namespace Foldline.Imaging;

/// <summary>
/// The native memory of one batch, 64-byte aligned and pooled. Several threads may write different slots at once. Dispose it when nobody
/// reads it any more; loaders keep and reuse it.
/// </summary>
public sealed class BatchMemory : IDisposable
{
    private readonly PixelMemory memory;

    /// <summary>Takes memory for a batch; its content is undefined.</summary>
    /// <param name="shape">Shape and layout.</param>
    /// <exception cref="FoldlineException">FL3013: not enough memory.</exception>
    public BatchMemory(BatchShape shape)
    {
        Shape = shape;
        memory = PixelMemory.Rent(PixelPool.Shared, shape.ByteCount);
    }

    /// <summary>Shape and layout.</summary>
    public BatchShape Shape { get; }

    /// <summary>Address of the first element; valid until <see cref="Dispose"/>.</summary>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(memory.IsClosed, this);
            return memory.DangerousGetHandle();
        }
    }

    /// <summary>The numbers in memory order.</summary>
    /// <typeparam name="T"><see cref="float"/>, a 16-bit type for bfloat16, or <see cref="byte"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The type's size is not that of the elements.</exception>
    public unsafe Span<T> Values<T>()
        where T : unmanaged
    {
        if (sizeof(T) != Shape.ElementBytes)
            throw new InvalidOperationException($"The batch holds {Shape.Element}, not {typeof(T)}.");
        return new Span<T>((void*)Address, checked((int)(Shape.Count * Shape.ImageElements)));
    }

    /// <summary>Gives the memory back. Safe to call twice.</summary>
    public void Dispose() => memory.Dispose();
}
