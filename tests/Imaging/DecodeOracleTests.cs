using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

[Trait("kind", "oracle")]
public sealed class DecodeOracleTests : LeakCheck
{
    private const string Index = "imaging/decode/index";

    public static TheoryData<string> Decoded => Ids("decode");

    public static TheoryData<string> Refused => Ids("refuse");

    [Fact]
    public void Index_HasOnlyKnownKinds() =>
        Assert.All(Oracle.Cases(Index), item => Assert.Contains(item.GetProperty("expect").GetString(), new[] { "decode", "refuse" }));

    [Theory]
    [MemberData(nameof(Decoded))]
    public void Decode_GivesTheReferencePixels(string id)
    {
        var item = Oracle.Case(Index, id);
        var expected = NpzFile.Read(PathOf(item.GetProperty("expected").GetString()!));
        var kind = item.GetProperty("tolerance").GetProperty("kind").GetString();
        Assert.Contains(kind, new[] { "exact", "codec" });
        var tolerance = kind == "exact" ? 0 : item.GetProperty("tolerance").GetProperty("max").GetDouble();
        foreach (var mode in item.GetProperty("modes").EnumerateObject())
        {
            var options = new DecodeOptions { ColorMode = ModeOf(mode.Name) };
            var path = PathOf(item.GetProperty("file").GetString()!);
            if (mode.Value.ValueKind == JsonValueKind.Null)
            {
                Assert.Equal("unsupported-format", Assert.Throws<FoldlineException>(() => ImageCodec.Decode(path, options)).Facts["reason"]);
                continue;
            }

            using var image = ImageCodec.Decode(path, options);
            Arrays.AssertClose(ToRgb(expected[mode.Name]), image, tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Decoded))]
    public void Decode_WithGrayKept_EqualsTheRepeatedPicture(string id)
    {
        var path = PathOf(Oracle.Case(Index, id).GetProperty("file").GetString()!);
        if (Oracle.Case(Index, id).GetProperty("modes").GetProperty("color").ValueKind == JsonValueKind.Null)
            return;
        using var color = ImageCodec.Decode(path);
        using var kept = ImageCodec.Decode(path, new DecodeOptions { ExpandGray = false });
        using var repeated = kept.Channels == 1 ? kept.RepeatChannel(3) : kept.Clone();
        Assert.Equal(color.Pixels<byte>().ToArray(), repeated.Pixels<byte>().ToArray());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Decode_OfADamagedFile_NamesTheReason(string id)
    {
        var item = Oracle.Case(Index, id);
        var path = PathOf(item.GetProperty("file").GetString()!);
        foreach (var mode in Enum.GetValues<ColorMode>())
        {
            var error = Assert.Throws<FoldlineException>(() => ImageCodec.Decode(path, new DecodeOptions { ColorMode = mode }));
            Assert.Equal(item.GetProperty("reason").GetString(), error.Facts["reason"]);
            Assert.True(error.IsUserError);
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }
    }

    private static TheoryData<string> Ids(string expect) => new(Oracle.Cases(Index)
        .Where(item => item.GetProperty("expect").GetString() == expect)
        .Select(item => item.GetProperty("id").GetString()!));

    private static string PathOf(string file) => Path.Combine(Oracle.Folder, "imaging", "decode", file);

    private static ColorMode ModeOf(string name) => name switch
    {
        "color" => ColorMode.Color,
        "unchanged" => ColorMode.Unchanged,
        "grayscale" => ColorMode.Gray,
        _ => throw new NotSupportedException($"Unknown mode '{name}'."),
    };

    // The reference arrays are blue, green, red; ours are red, green, blue.
    private static NpyArray ToRgb(NpyArray array)
    {
        if (array.Shape.Length < 3 || array.Shape[2] < 3)
            return array;
        var channels = array.Shape[2];
        var size = array.Bytes.Length / (array.Shape[0] * array.Shape[1] * channels);
        var swapped = (byte[])array.Bytes.Clone();
        for (var at = 0; at < swapped.Length; at += channels * size)
        {
            array.Bytes.AsSpan(at, size).CopyTo(swapped.AsSpan(at + (2 * size)));
            array.Bytes.AsSpan(at + (2 * size), size).CopyTo(swapped.AsSpan(at));
        }

        return array with { Bytes = swapped };
    }
}
