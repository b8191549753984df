using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

/// <summary>Images from reference arrays and back, and comparison within a tolerance.</summary>
internal static class Arrays
{
    public static Image ToImage(NpyArray array)
    {
        var channels = array.Shape.Length == 3 ? array.Shape[2] : 1;
        var (height, width) = (array.Shape[0], array.Shape[1]);
        return array.Type switch
        {
            "u1" => Image.FromPixels<byte>(array.Bytes, height, width, channels),
            "u2" => Image.FromPixels<ushort>(array.As<ushort>(), height, width, channels),
            "f4" => Image.FromPixels<float>(array.As<float>(), height, width, channels),
            "f8" => Image.FromPixels<float>([.. array.As<double>().Select(value => (float)value)], height, width, channels),
            _ => throw new NotSupportedException($"No images of {array.Type}."),
        };
    }

    public static double[] Values(Image image) => image.PixelType switch
    {
        PixelType.UInt8 => [.. image.Pixels<byte>().ToArray().Select(value => (double)value)],
        PixelType.UInt16 => [.. image.Pixels<ushort>().ToArray().Select(value => (double)value)],
        _ => [.. image.Pixels<float>().ToArray().Select(value => (double)value)],
    };

    /// <summary>Shape, type and values agree; <paramref name="tolerance"/> is the largest difference allowed; NaN equals NaN.</summary>
    public static void AssertClose(NpyArray expected, Image actual, double tolerance)
    {
        using var reference = ToImage(expected);
        Assert.Equal(reference.ToString(), actual.ToString());
        var wanted = Values(reference);
        var found = Values(actual);
        for (var i = 0; i < wanted.Length; i++)
        {
            if (!(Math.Abs(wanted[i] - found[i]) <= tolerance) && !(double.IsNaN(wanted[i]) && double.IsNaN(found[i])))
                Assert.Fail($"Sample {i}: expected {wanted[i]:R}, found {found[i]:R}, tolerance {tolerance}.");
        }
    }

    /// <summary>The mean absolute difference is not above a limit.</summary>
    public static void AssertCloseOnAverage(NpyArray expected, Image actual, double limit)
    {
        using var reference = ToImage(expected);
        Assert.InRange(Values(reference).Zip(Values(actual), (wanted, found) => Math.Abs(wanted - found)).Average(), 0, limit);
    }
}
