namespace Foldline.Imaging;

/// <summary>
/// A thread's memory for the field of one <see cref="RemapMotion"/>, used again for the next: fields are as large as images, and fresh
/// memory of that size costs more than filling it.
/// </summary>
internal sealed class RemapScratch
{
    [ThreadStatic]
    private static RemapScratch? own;

    private float[] columns = [];
    private float[] rows = [];
    private object? owner;
    private int count;

    /// <summary>Columns to read, row by row, one a pixel of the result.</summary>
    public ReadOnlySpan<float> Columns => columns.AsSpan(0, count);

    /// <summary>Rows to read, row by row, one a pixel of the result.</summary>
    public ReadOnlySpan<float> Rows => rows.AsSpan(0, count);

    /// <summary>The calling thread's memory with a field in it; valid until the thread asks for another.</summary>
    /// <param name="owner">Whose field; it is not filled again when it is there still.</param>
    /// <param name="count">Pixels of the result.</param>
    /// <param name="fill">Fills columns and rows.</param>
    public static RemapScratch For(object owner, int count, FieldFill fill)
    {
        var scratch = own ??= new RemapScratch();
        if (ReferenceEquals(scratch.owner, owner) && scratch.count == count)
            return scratch;
        if (scratch.columns.Length < count)
            (scratch.columns, scratch.rows) = (GC.AllocateUninitializedArray<float>(count), GC.AllocateUninitializedArray<float>(count));
        scratch.owner = null; // a fill that fails leaves nobody's field
        fill(scratch.columns.AsSpan(0, count), scratch.rows.AsSpan(0, count));
        (scratch.owner, scratch.count) = (owner, count);
        return scratch;
    }
}
