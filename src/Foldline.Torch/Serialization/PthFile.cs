using Foldline.Torch.Serialization.Pickles;

namespace Foldline.Torch.Serialization;

/// <summary>
/// Reads files written by <c>torch.save</c>: the zip format (PyTorch 1.6 and later) and the stream of pickles before it.
/// The pickle inside is parsed, never executed: tensors, parameters, plain containers, numbers and texts are built, any other
/// constructor is refused by its name. Thread-safe.
/// </summary>
public static class PthFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">File to read (<c>.pth</c>, <c>.pt</c>, <c>.bin</c>, <c>.ckpt</c>).</param>
    /// <exception cref="FoldlineException">
    /// FL2100: the file cannot be opened. FL2111: it is no torch file or damaged. FL2112: its pickle calls something that is
    /// not allowed. FL2113: its pickle is malformed. FL2114: a tensor does not fit its storage.
    /// </exception>
    public static PthContent Read(string path)
    {
        using var stream = WeightFile.Open(path);
        return Read(stream, path);
    }

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">Seekable stream; read from its start.</param>
    /// <param name="name">What error messages call it.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static PthContent Read(Stream stream, string name)
    {
        try
        {
            stream.Position = 0;
            Span<byte> start = stackalloc byte[4];
            var length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            if (length == start.Length && start.SequenceEqual("PK\x3\x4"u8))
                return PthZip.Read(stream, name);
            if (length == start.Length && start[0] == PickleOpcode.Protocol)
                return PthLegacy.Read(stream, name);
            throw NotTorch(name, "it is neither a zip archive nor a stream of pickles (the tar format before PyTorch 0.2 is not supported)");
        }
        catch (IOException e)
        {
            throw WeightFile.CannotRead(name, e);
        }
    }

    internal static FoldlineException NotTorch(string file, string what, Exception? inner = null) => FoldlineException.User(
        "FL2111",
        $"'{file}' is not a usable PyTorch file: {what}. Download it again, or save the weights anew with torch.save(model.state_dict(), …).",
        inner,
        ("file", file));
}
