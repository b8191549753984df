using System.Text.Json;
using Foldline.Imaging;
using Foldline.Imaging.Dicom;

namespace Foldline.Tests.Imaging.Dicom;

/// <summary>DICOM files, good and broken: stored values, every step to the 8-bit picture, metadata, and refusals by their reason.</summary>
[Trait("kind", "oracle")]
public sealed class DicomOracleTests : LeakCheck
{
    private const string Index = "imaging/dicom/index";

    private static readonly string[] KnownArrays = ["stored", "modality", "voi", "voi_1", "png8", "png8_no_voi", "png8_stored_voi", "rgb"];

    public static TheoryData<string> Good => Ids("decode");

    public static TheoryData<string> Bad => Ids("refuse");

    [Fact]
    public void Index_HasOnlyKnownExpectations() =>
        Assert.All(Oracle.Cases(Index), item => Assert.Contains(item.GetProperty("expect").GetString(), (string[])["decode", "refuse", "either"]));

    [Theory]
    [MemberData(nameof(Good))]
    public void Read_GivesTheReferencesArrays(string id)
    {
        var item = Oracle.Case(Index, id);
        var expected = NpzFile.Read(PathOf(item.GetProperty("expected").GetString()!));

        Assert.All(expected.Keys, name => Assert.Contains(name, KnownArrays));
        foreach (var (name, array) in expected)
            AssertClose(array, Computed(item, name), Tolerance(item, name), name);
    }

    [Theory]
    [MemberData(nameof(Good))]
    public void Metadata_IsTheReferences(string id)
    {
        var item = Oracle.Case(Index, id);
        var found = Describe(DicomFile.Read(PathOf(item.GetProperty("file").GetString()!)).Metadata);

        foreach (var expected in item.GetProperty("metadata").EnumerateObject())
            Assert.Equal((expected.Name, Plain(expected.Value)), (expected.Name, found[expected.Name]));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Read_OfABrokenFile_IsRefusedForTheReason(string id)
    {
        var item = Oracle.Case(Index, id);
        var path = PathOf(item.GetProperty("file").GetString()!);

        var error = Assert.Throws<FoldlineException>(() => DicomFile.Read(path).ToImage().Dispose());

        Assert.Equal(item.GetProperty("reason").GetString(), error.Facts["reason"]);
        Assert.True(error.IsUserError);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    private static TheoryData<string> Ids(string expect) =>
        new(Oracle.Cases(Index).Where(item => item.GetProperty("expect").GetString() == expect).Select(item => item.GetProperty("id").GetString()!));

    private static string PathOf(string file) => Path.Combine(Oracle.Folder, "imaging", "dicom", file);

    private static double[] Computed(JsonElement item, string name)
    {
        var options = new DicomOptions
        {
            ApplyModality = name != "png8_stored_voi",
            ApplyVoi = name != "png8_no_voi",
            Window = name == "voi_1" ? 1 : 0,
        };
        var file = DicomFile.Read(PathOf(item.GetProperty("file").GetString()!), options);
        var pixels = file.ReadPixels();
        var frames = Enumerable.Range(0, pixels.Frames);
        return name switch
        {
            "stored" => [.. pixels.Values],
            "modality" => file.Grayscale().ToModality(pixels.Values),
            "voi" or "voi_1" => file.Grayscale().ToDisplay(file.Grayscale().ToModality(pixels.Values)),
            _ => [.. frames.SelectMany(frame => Bytes(file, frame))],
        };
    }

    private static List<double> Bytes(DicomFile file, int frame)
    {
        using var image = file.ToImage(frame);
        return [.. image.Pixels<byte>().ToArray()];
    }

    private static double Tolerance(JsonElement item, string name)
    {
        if (!item.GetProperty("tolerance").TryGetProperty(name, out var tolerance))
            return name == "rgb" ? Tolerance(item, "stored") : name.StartsWith("png8", StringComparison.Ordinal) ? Tolerance(item, "png8") : Tolerance(item, "voi");
        return tolerance.GetProperty("kind").GetString() == "exact" ? 0 : tolerance.GetProperty("max").GetDouble();
    }

    private static void AssertClose(NpyArray expected, double[] found, double tolerance, string name)
    {
        var values = ToDoubles(expected);
        Assert.Equal((name, values.Length), (name, found.Length));
        for (var i = 0; i < values.Length; i++)
            Assert.True(Math.Abs(values[i] - found[i]) <= tolerance, $"{name}[{i}]: expected {values[i]}, found {found[i]}");
    }

    private static double[] ToDoubles(NpyArray array) => array.Type switch
    {
        "u1" => Array.ConvertAll(array.Bytes, value => (double)value),
        "i1" => Array.ConvertAll(array.As<sbyte>(), value => (double)value),
        "u2" => Array.ConvertAll(array.As<ushort>(), value => (double)value),
        "i2" => Array.ConvertAll(array.As<short>(), value => (double)value),
        "f8" => array.As<double>(),
        _ => throw new NotSupportedException(array.Type),
    };

    private static Dictionary<string, string> Describe(DicomMetadata found) => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["Rows"] = found.Rows,
        ["Columns"] = found.Columns,
        ["PatientID"] = found.PatientId,
        ["PatientName"] = found.PatientName,
        ["PatientSex"] = found.PatientSex,
        ["PatientAge"] = found.PatientAge,
        ["age_in_years"] = found.AgeInYears,
        ["PixelSpacing"] = found.PixelSpacing,
        ["BitsAllocated"] = found.BitsAllocated,
        ["BitsStored"] = found.BitsStored,
        ["HighBit"] = found.HighBit,
        ["PixelRepresentation"] = found.PixelRepresentation,
        ["SamplesPerPixel"] = found.SamplesPerPixel,
        ["PhotometricInterpretation"] = found.PhotometricInterpretation,
        ["NumberOfFrames"] = found.NumberOfFrames,
        ["RescaleSlope"] = found.RescaleSlope,
        ["RescaleIntercept"] = found.RescaleIntercept,
        ["WindowCenter"] = found.WindowCenter,
        ["WindowWidth"] = found.WindowWidth,
        ["VOILUTFunction"] = found.VoiLutFunction,
        ["Modality"] = found.Modality,
        ["TransferSyntaxUID"] = found.TransferSyntaxUid,
        ["TransferSyntaxName"] = found.TransferSyntaxName,
    }.ToDictionary(pair => pair.Key, pair => Plain(JsonSerializer.SerializeToElement(pair.Value)), StringComparer.Ordinal);

    // One number and a list of one number are the same in DICOM.
    private static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Select(Plain)),
        JsonValueKind.Number => value.GetDouble().ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
