using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Foldline.Data.TfRecords;
using Foldline.Imaging;

namespace Foldline.Tests.Data.TfRecords;

/// <summary>Files written by TensorFlow's rules, good and broken: what is read, where reading stops, and that writing gives the same records.</summary>
[Trait("kind", "oracle")]
public sealed class TfRecordOracleTests
{
    private const string Index = "numeric/tfrecord/index";

    public static TheoryData<string> Files => new(Entries().Select(entry => entry.GetProperty("file").GetString()!));

    public static TheoryData<string> GoodFiles => new(Entries().Where(entry => !entry.TryGetProperty("expect", out _)).Select(entry => entry.GetProperty("file").GetString()!));

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_GivesWhatTheReferenceGives(string file)
    {
        var entry = Entry(file);
        switch (entry.TryGetProperty("expect", out var expect) ? expect.GetString() : "")
        {
            case "":
                AssertRecords(entry, [.. TfRecordReader.Read(PathOf(file))]);
                break;
            case "error after the good records":
                AssertStopsAfter(entry.GetProperty("good_records").GetInt32(), file);
                break;
            case "record reads, Example parsing fails":
                var record = Assert.Single(TfRecordReader.Read(PathOf(file)));
                Assert.Equal("FL4503", Assert.Throws<FoldlineException>(() => Example.Parse(record, file)).Code);
                break;
            default:
                Assert.Fail($"'{expect}' is not known.");
                break;
        }
    }

    [Theory]
    [MemberData(nameof(GoodFiles))]
    public void Write_ThenRead_GivesTheSameRecords(string file)
    {
        using var folder = new TemporaryFolder();
        var records = TfRecordReader.Read(PathOf(file)).ToList();

        TfRecordWriter.Write(folder.At("plain"), records.Select(record => (ReadOnlyMemory<byte>)Example.Parse(record, file).ToBytes()));
        TfRecordWriter.Write(folder.At("packed"), records.Select(record => (ReadOnlyMemory<byte>)record), compress: true);

        AssertRecords(Entry(file), [.. TfRecordReader.Read(folder.At("plain"))]);
        Assert.Equal(records, TfRecordReader.Read(folder.At("packed")));
    }

    [Fact]
    public void Checksums_AreTheReferences()
    {
        foreach (var item in Oracle.ReadJson(Index).GetProperty("crc32c").EnumerateArray())
        {
            var bytes = Convert.FromHexString(item.GetProperty("hex").GetString()!);
            Assert.Equal((item.GetProperty("crc32c").GetUInt32(), item.GetProperty("masked").GetUInt32()), (Crc32C.Compute(bytes), Crc32C.ComputeMasked(bytes)));
        }
    }

    private static IEnumerable<JsonElement> Entries() => Oracle.ReadJson(Index).GetProperty("files").EnumerateArray();

    private static JsonElement Entry(string file) => Entries().Single(item => item.GetProperty("file").GetString() == file);

    private static string PathOf(string file) => Path.Combine(Oracle.Folder, "numeric", "tfrecord", file);

    private static void AssertStopsAfter(int good, string file)
    {
        var read = 0;
        var error = Assert.Throws<FoldlineException>(() =>
        {
            foreach (var _ in TfRecordReader.Read(PathOf(file)))
                read++;
        });

        Assert.Equal(("FL4502", good, good.ToString(CultureInfo.InvariantCulture)), (error.Code, read, error.Facts["record"]));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    private static void AssertRecords(JsonElement entry, IReadOnlyList<byte[]> records)
    {
        var expected = entry.GetProperty("records").EnumerateArray().ToList();
        Assert.Equal(expected.Count, records.Count);
        foreach (var (item, record) in expected.Zip(records))
            AssertExample(item, Example.Parse(record, "record"));
    }

    private static void AssertExample(JsonElement expected, Example example)
    {
        var features = expected.EnumerateObject().Where(item => item.Name != "_decoded_image").ToList();
        Assert.Equal(features.Select(item => item.Name).Order(StringComparer.Ordinal), example.Features.Keys.Order(StringComparer.Ordinal));
        foreach (var item in features)
            AssertFeature(item.Value, example.Features[item.Name]);
        if (expected.TryGetProperty("_decoded_image", out var picture))
            AssertPicture(picture, example.Features["image"].Bytes[0]);
    }

    private static void AssertFeature(JsonElement expected, Feature feature)
    {
        var list = Assert.Single(expected.EnumerateObject());
        var values = list.Value.EnumerateArray().ToList();
        Assert.Equal(list.Name, feature.Kind.ToString(), ignoreCase: true);
        Assert.Equal(values.Count, feature.Bytes.Length + feature.Int64.Length + feature.Float.Length);
        Assert.All(feature.Int64.Zip(values), pair => Assert.Equal(pair.Second.GetInt64(), pair.First));
        Assert.All(feature.Float.Zip(values), pair => Assert.Equal((float)pair.Second.GetDouble(), pair.First));
        Assert.All(feature.Bytes.Zip(values), pair => AssertBytes(pair.Second, pair.First.Span));
    }

    private static void AssertBytes(JsonElement expected, ReadOnlySpan<byte> bytes)
    {
        if (expected.TryGetProperty("text", out var text))
        {
            Assert.Equal(text.GetString(), Encoding.UTF8.GetString(bytes));
            return;
        }

        Assert.Equal(expected.GetProperty("length").GetInt32(), bytes.Length);
        Assert.Equal(expected.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
    }

    private static void AssertPicture(JsonElement expected, ReadOnlyMemory<byte> file)
    {
        using var image = ImageCodec.Decode(file.Span);
        var pixels = image.Pixels<byte>();
        var size = (expected.GetProperty("height").GetInt32(), expected.GetProperty("width").GetInt32(), expected.GetProperty("channels").GetInt32());
        Assert.Equal(size, (image.Height, image.Width, image.Channels));
        Assert.Equal(expected.GetProperty("sha256_rgb_hwc_uint8").GetString(), Convert.ToHexStringLower(SHA256.HashData(pixels)));
    }
}
