using System.Security.Cryptography;
using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging.Masks;

/// <summary>Run-length strings both ways, their refusals, and the clean-up of predicted masks.</summary>
[Trait("kind", "oracle")]
public sealed class RunLengthOracleTests : LeakCheck
{
    private const string File = "numeric/rle";

    public static TheoryData<string> All => new(Oracle.Cases(File).Select(item => item.GetProperty("id").GetString()!));

    [Theory]
    [MemberData(nameof(All))]
    public void Case_GivesWhatTheReferenceGives(string id)
    {
        var item = Oracle.Case(File, id);
        switch (item.GetProperty("kind").GetString()!)
        {
            case "malformed":
                CheckRefusal(item);
                break;
            case var kind when kind.StartsWith("post_process", StringComparison.Ordinal):
                CheckCleanup(item);
                break;
            case "noncanonical" or "missing_value":
                CheckCanonical(item);
                break;
            case var kind when kind.StartsWith("mask_", StringComparison.Ordinal):
                CheckMask(item);
                break;
            case var kind:
                Assert.Fail($"'{kind}' is not known.");
                break;
        }
    }

    private static (int Height, int Width) Size(JsonElement item) => ((int)item.Shape()[0], (int)item.Shape()[1]);

    private static string? Rle(JsonElement item) => item.GetProperty("rle").GetString();

    private static void CheckMask(JsonElement item)
    {
        var (height, width) = Size(item);
        using var mask = RunLength.Decode(Rle(item), height, width);

        Assert.Equal(item.GetProperty("sha256_row_major_uint8").GetString(), Convert.ToHexStringLower(SHA256.HashData(mask.Pixels<byte>())));
        Assert.Equal(Rle(item), RunLength.Encode(mask));
    }

    private static void CheckCanonical(JsonElement item)
    {
        var (height, width) = Size(item);
        using var mask = RunLength.Decode(Rle(item), height, width);

        Assert.Equal(item.GetProperty("canonical").GetString(), RunLength.Encode(mask));
        if (item.TryGetProperty("rows", out var rows))
            Assert.Equal(string.Concat(rows.EnumerateArray().Select(row => row.GetString())), string.Concat(mask.Pixels<byte>().ToArray()));
    }

    private static void CheckRefusal(JsonElement item)
    {
        var (height, width) = Size(item);

        var error = Assert.Throws<FoldlineException>(() => RunLength.Decode(Rle(item), height, width));

        Assert.Equal(("FL3201", item.GetProperty("reason").GetString()), (error.Code, error.Facts["reason"]));
    }

    private static void CheckCleanup(JsonElement item)
    {
        var (height, width) = Size(item);
        var probability = Probability(item, height, width);

        var (mask, kept) = MaskCleanup.KeepLarge(probability, height, width, item.GetProperty("threshold").GetDouble(), item.GetProperty("min_size").GetInt32());

        using (mask)
        {
            Assert.Equal(item.GetProperty("mask_rle").GetString(), RunLength.Encode(mask));
            Assert.Equal(item.GetProperty("kept").GetInt32(), kept);
        }
    }

    private static float[] Probability(JsonElement item, int height, int width)
    {
        if (item.TryGetProperty("probability", out var values))
            return [.. values.Numbers().Select(value => (float)value)];
        if (item.TryGetProperty("probability_rows", out var rows))
            return [.. rows.EnumerateArray().SelectMany(row => row.GetString()!).Select(digit => (float)(digit - '0'))];
        var probability = new float[height * width];
        Array.Fill(probability, (float)item.GetProperty("background").GetDouble());
        foreach (var rectangle in item.GetProperty("rectangles_r0_r1_c0_c1_value").EnumerateArray())
        {
            var numbers = rectangle.Numbers();
            for (var row = (int)numbers[0]; row < (int)numbers[1]; row++)
                probability.AsSpan((row * width) + (int)numbers[2], (int)(numbers[3] - numbers[2])).Fill((float)numbers[4]);
        }

        return probability;
    }
}
