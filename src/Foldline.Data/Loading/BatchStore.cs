namespace Foldline.Data.Loading;

/// <summary>The memory of batches: images and, where there are any, masks and companions. Thread-safe.</summary>
internal sealed class BatchStore(LoaderOptions options) : IDisposable
{
    /// <summary>Memory of images.</summary>
    public BatchBuffers Images { get; } = new(options.Shape, options.Prefetch + 2);

    /// <summary>Memory of masks; null without masks.</summary>
    public BatchBuffers? Masks { get; } = options.MaskShape is { } shape ? new BatchBuffers(shape, options.Prefetch + 2) : null;

    /// <summary>Memory of companions; null without them.</summary>
    public BatchBuffers? Companions { get; } = options.HasCompanions ? new BatchBuffers(options.Shape, options.Prefetch + 2) : null;

    /// <summary>A batch to be filled.</summary>
    public PendingBatch Begin(int number, ReadOnlyMemory<int> indices) => new(number, indices, Images.Take(), Masks?.Take(), Companions?.Take());

    /// <summary>Takes the memory of a batch back that nobody reads.</summary>
    public void Return(PendingBatch batch)
    {
        Images.Return(batch.Memory);
        if (batch.Masks is { } masks)
            Masks!.Return(masks);
        if (batch.Companions is { } companions)
            Companions!.Return(companions);
    }

    public void Dispose()
    {
        Images.Dispose();
        Masks?.Dispose();
        Companions?.Dispose();
    }
}
