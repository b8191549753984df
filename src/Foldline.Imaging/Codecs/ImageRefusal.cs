namespace Foldline.Imaging;

/// <summary>The classes of refused picture files: one error code and one word (fact <c>reason</c>) each.</summary>
internal static class ImageRefusal
{
    public static FoldlineException NotFound(string file) =>
        Refuse("FL3001", "not-found", file, "there is no such file", "Check the path and the recipe's 'image' column.");

    public static FoldlineException NotAFile(string file) =>
        Refuse("FL3002", "not-a-file", file, "the path names a folder", "Check the path and the recipe's 'image' column.");

    public static FoldlineException Empty(string file) =>
        Refuse("FL3003", "empty", file, "it has 0 bytes", "Copy it again from its source.");

    public static FoldlineException TooLargeFile(string file, long length, long limit) =>
        Refuse("FL3009", "too-large", file, $"it has {length} bytes, allowed are {limit}", "Raise the limit if the file is trusted.");

    public static FoldlineException Unreadable(string file, Exception inner) => FoldlineException.User(
        "FL3011",
        $"The image '{file}' cannot be read: {inner.Message} Check the permissions and the disk.",
        inner,
        ("file", file),
        ("reason", "unreadable"));

    /// <summary>The refusal for what the bridge found; its words are still those of the last call.</summary>
    public static FoldlineException FromNative(NativeStatus status, string file)
    {
        var words = NativeMethods.LastError;
        return status switch
        {
            NativeStatus.UnknownFormat => Refuse("FL3004", "unknown-format", file, words, "Expected is PNG, JPEG, TIFF, BMP, WebP or PNM."),
            NativeStatus.Unsupported => Refuse("FL3005", "unsupported-format", file, words, "Convert it to 8 or 16-bit PNG."),
            NativeStatus.Truncated => Refuse("FL3006", "truncated", file, words, "Copy it again from its source; it was probably cut off."),
            NativeStatus.BadHeader => Refuse("FL3007", "bad-header", file, words, "Copy it again from its source."),
            NativeStatus.BadChecksum => Refuse("FL3008", "bad-checksum", file, words, "Copy it again from its source."),
            NativeStatus.TooLarge => Refuse("FL3009", "too-large", file, words, "Raise the limit if the file is trusted."),
            NativeStatus.BadData => Refuse("FL3010", "bad-data", file, words, "Copy it again from its source."),
            _ => Other(status, file, words),
        };
    }

    private static FoldlineException Other(NativeStatus status, string file, string words) => status == NativeStatus.OutOfMemory
        ? FoldlineException.User("FL3013", $"Not enough memory to decode '{file}'. Use smaller images or fewer loader threads.", null, ("file", file))
        : FoldlineException.Internal("FL3014", $"Decoding '{file}' failed: {words}.", null, ("file", file), ("found", words));

    private static FoldlineException Refuse(string code, string reason, string file, string found, string remedy) =>
        FoldlineException.User(code, $"The image '{file}' is refused ({reason}): {found}. {remedy}", null, ("file", file), ("reason", reason), ("found", found));
}
