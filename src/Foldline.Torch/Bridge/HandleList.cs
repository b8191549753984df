using System.Runtime.InteropServices;

namespace Foldline.Torch.Bridge;

/// <summary>The handles of a list of tensors in native memory for the length of one call; keeps the tensors alive until then.</summary>
internal readonly unsafe ref struct HandleList
{
    private readonly ReadOnlySpan<Tensor?> tensors;

    public HandleList(ReadOnlySpan<Tensor?> tensors)
    {
        this.tensors = tensors;
        Count = tensors.Length;
        Pointer = (nint*)NativeMemory.Alloc((nuint)Math.Max(1, Count), (nuint)sizeof(nint));
        for (var i = 0; i < Count; i++)
            Pointer[i] = tensors[i]?.Handle ?? 0;
    }

    public int Count { get; }

    public nint* Pointer { get; }

    public void Dispose()
    {
        NativeMemory.Free(Pointer);
        foreach (var tensor in tensors)
            GC.KeepAlive(tensor);
    }
}
