namespace Foldline.Imaging.Dicom;

/// <summary>Why a DICOM file is refused. The fact <c>reason</c> names it for programs.</summary>
internal static class DicomRefusal
{
    public static FoldlineException NotDicom(string name) =>
        Of("FL3101", "not-dicom", name, "it has not the letters DICM at byte 128", "Check that the file is a DICOM file as the standard's part 10 describes it.");

    public static FoldlineException Truncated(string name, string what) => Of("FL3102", "truncated", name, what, "Copy it again from its source.");

    public static FoldlineException BadHeader(string name, string what) => Of("FL3103", "bad-header", name, what, "Leave the file out or have it exported again.");

    public static FoldlineException NoPixelData(string name) =>
        Of("FL3104", "no-pixel-data", name, "it holds no pixels (7FE0,0010)", "Reports and structures have no picture: leave the file out.");

    public static FoldlineException SizeMismatch(string name, long found, long expected) =>
        Of("FL3105", "pixel-size-mismatch", name, $"its pixels take {found} bytes, but rows, columns, samples and frames need {expected}", "Copy it again from its source.");

    public static FoldlineException TooLarge(string name, string what) => Of("FL3106", "too-large", name, what, "Raise the limit if the file is trusted.");

    public static FoldlineException UnsupportedSyntax(string name, string uid) =>
        Of("FL3107", "unsupported-syntax", name, $"its transfer syntax '{uid}' is not read", "Convert it, for instance with 'gdcmconv --raw'.");

    public static FoldlineException CorruptPixels(string name, string what) => Of("FL3108", "corrupt-pixels", name, what, "Copy it again from its source.");

    public static FoldlineException BadWindow(string name, string what) =>
        Of("FL3109", "bad-window", name, what, "Read it without windowing, or mend the tags WindowCenter, WindowWidth and VOI LUT.");

    private static FoldlineException Of(string code, string reason, string name, string what, string remedy) =>
        FoldlineException.User(code, $"The DICOM file '{name}' is refused: {what}. {remedy}", null, ("file", name), ("reason", reason));
}
