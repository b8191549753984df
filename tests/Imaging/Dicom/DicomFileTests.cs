using Foldline.Imaging.Dicom;

namespace Foldline.Tests.Imaging.Dicom;

public sealed class DicomFileTests
{
    // The entropy-coded data of a JPEG frame lose their end; markers and lengths are right.
    [Theory]
    [InlineData("ts_jpeglossless_16.dcm")]
    [InlineData("ts_jpeglossless_rgb.dcm")]
    [InlineData("ts_jpeg_extended12.dcm")]
    [InlineData("ts_jpeg_baseline_rgb.dcm")]
    public void Frame_WithFewerData_IsRefused(string file)
    {
        const int Removed = 100;
        var bytes = File.ReadAllBytes(PathOf(file)).ToList();
        var (start, end) = Frame(bytes);
        bytes.RemoveRange(end - Removed, Removed);
        var length = BitConverter.GetBytes(BitConverter.ToInt32([.. bytes[(start - 4)..start]]) - Removed);
        for (var i = 0; i < length.Length; i++)
            bytes[start - 4 + i] = length[i];

        var error = Assert.Throws<FoldlineException>(() => DicomFile.Read(bytes.ToArray(), file).ToImage().Dispose());

        Assert.Contains(error.Facts["reason"], (string[])["truncated", "corrupt-pixels"]);
    }

    [Fact]
    public void Frame_WithAnEndMarkerInItsMiddle_IsRefused()
    {
        var bytes = File.ReadAllBytes(PathOf("ts_jpeglossless_16.dcm"));
        var (_, end) = Frame([.. bytes]);
        (bytes[end - 100], bytes[end - 99]) = (0xff, 0xd9);

        var error = Assert.Throws<FoldlineException>(() => DicomFile.Read(bytes, "early end").ToImage().Dispose());

        Assert.Equal("truncated", error.Facts["reason"]);
    }

    [Fact]
    public void Read_OfAMissingFile_NamesIt()
    {
        var error = Assert.Throws<FoldlineException>(() => DicomFile.Read("no-such.dcm"));

        Assert.Equal("FL3001", error.Code);
        Assert.Contains("no-such.dcm", error.Message, StringComparison.Ordinal);
    }

    private static string PathOf(string file) => Path.Combine(Oracle.Folder, "imaging", "dicom", "files", file);

    /// <returns>Where the JPEG frame begins, and where its end marker stands.</returns>
    private static (int Start, int End) Frame(List<byte> bytes)
    {
        var span = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(bytes);
        return (span.IndexOf((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]), span.LastIndexOf((ReadOnlySpan<byte>)[0xff, 0xd9]));
    }
}
