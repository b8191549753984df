namespace Foldline.Torch;

/// <summary>
/// Owns the tensors that its thread makes until it is disposed. Scopes nest; what must outlive one is moved out by
/// <see cref="Keep"/> or <see cref="Tensor.MoveToOuterScope"/>.
/// </summary>
/// <example><code>
/// using (var scope = new TensorScope())
///     mean = scope.Keep((x * x).Mean());
/// </code></example>
public sealed class TensorScope : IDisposable
{
    [ThreadStatic]
    private static TensorScope? current;

    private readonly List<Tensor?> tensors = [];
    private readonly int thread = Environment.CurrentManagedThreadId;
    private bool disposed;

    /// <summary>Opens a scope on the calling thread.</summary>
    public TensorScope()
    {
        Outer = current;
        current = this;
    }

    /// <summary>The innermost open scope of the calling thread.</summary>
    internal static TensorScope? Current => current;

    internal TensorScope? Outer { get; }

    /// <summary>Moves a tensor to the scope around this one, or out of all scopes when this is the outermost.</summary>
    /// <param name="tensor">A tensor made in this scope.</param>
    /// <returns>The same tensor.</returns>
    public Tensor Keep(Tensor tensor) => tensor.MoveToOuterScope();

    /// <summary>Frees every tensor made in this scope and not moved out.</summary>
    /// <exception cref="InvalidOperationException">Disposed on another thread, or while an inner scope is still open.</exception>
    public void Dispose()
    {
        if (disposed)
            return;
        if (thread != Environment.CurrentManagedThreadId || current != this)
            throw new InvalidOperationException("A tensor scope must be left on its own thread, innermost first.");
        disposed = true;
        current = Outer;
        for (var i = tensors.Count - 1; i >= 0; i--)
            tensors[i]?.DisposeFromScope();
        tensors.Clear();
    }

    internal void Add(Tensor tensor)
    {
        tensor.EnterScope(this, tensors.Count);
        tensors.Add(tensor);
    }

    // Temporaries mostly die in the reverse order of their making, so cutting empty slots off the end keeps the list short.
    internal void Remove(int slot)
    {
        tensors[slot] = null;
        var count = tensors.Count;
        while (count > 0 && tensors[count - 1] is null)
            count--;
        tensors.RemoveRange(count, tensors.Count - count);
    }
}
