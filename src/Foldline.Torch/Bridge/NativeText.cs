using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace Foldline.Torch.Bridge;

/// <summary>
/// UTF-8 copies of the texts that operators take (rounding modes, padding modes, einsum equations). They are few and recur, so
/// each is kept for the life of the process.
/// </summary>
internal static class NativeText
{
    private static readonly ConcurrentDictionary<string, (nint Address, int Count)> Known = new(StringComparer.Ordinal);

    public static (nint Address, int Count) Intern(string text) => Known.GetOrAdd(text, static t =>
        (Marshal.StringToCoTaskMemUTF8(t), Encoding.UTF8.GetByteCount(t)));

    /// <summary>Reads and frees a text that the bridge allocated.</summary>
    public static string Take(nint text)
    {
        var result = Marshal.PtrToStringUTF8(text) ?? "";
        NativeMethods.Free(text);
        return result;
    }
}
