using System.Runtime.InteropServices;

namespace Foldline.Torch.Bridge;

/// <summary>Turns the bridge's status codes into exceptions.</summary>
internal static class TorchError
{
    public static void Check(int status, string what)
    {
        if (status != 0)
            throw FoldlineException.Internal("FL2001", $"{what} failed: {LastMessage()}", null, ("operator", what));
    }

    /// <summary>The first paragraph of libtorch's message; what follows it is for its own developers.</summary>
    public static string LastMessage()
    {
        var message = Marshal.PtrToStringUTF8(NativeMethods.LastError()) ?? "unknown error";
        var end = message.IndexOf("\nException raised from", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).Trim();
    }
}
