using System.Diagnostics;
using System.Text.Json.Nodes;
using Foldline.Imaging;

namespace Foldline.Bench;

/// <summary>Pictures a second of processor time that one thread decodes from memory, for each format; files and fields are those of <c>peers/decode.py</c>.</summary>
internal static class DecodeMeasurements
{
    private const int Stretches = 5;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(1);

    /// <summary>Name, file format and sample type.</summary>
    private static readonly (string Name, ImageFormat Format, PixelType Type)[] Cases =
    [
        ("png8", ImageFormat.Png, PixelType.UInt8), ("png16", ImageFormat.Png, PixelType.UInt16), ("jpeg", ImageFormat.Jpeg, PixelType.UInt8),
        ("tiff", ImageFormat.Tiff, PixelType.UInt8), ("bmp", ImageFormat.Bmp, PixelType.UInt8), ("webp", ImageFormat.WebP, PixelType.UInt8),
    ];

    /// <summary>Names of the formats.</summary>
    public static IEnumerable<string> Names => Cases.Select(item => item.Name);

    /// <summary>Writes a picture in each format for both programs.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="size">Height and width.</param>
    public static void WriteFiles(string folder, int size)
    {
        using var picture = TransformMeasurements.Picture(size);
        foreach (var (name, format, type) in Cases)
        {
            using var image = picture.ConvertTo(type, type == PixelType.UInt16 ? 257 : 1);
            AtomicFile.Write(PathOf(folder, name), stream => stream.Write(ImageCodec.Encode(image, new EncodeOptions { Format = format, Quality = 90 })));
        }
    }

    public static JsonObject Run(BenchOptions options)
    {
        var result = new JsonObject();
        foreach (var (name, _, type) in Cases)
        {
            var bytes = File.ReadAllBytes(PathOf(options.Data, name));
            result[name] = Math.Round(Measure(bytes, new DecodeOptions { KeepDepth = type == PixelType.UInt16 }), 2);
        }

        return result;
    }

    private static string PathOf(string folder, string name) => Path.Combine(folder, $"{name}.bin");

    private static double Measure(byte[] bytes, DecodeOptions options)
    {
        var best = 0.0;
        for (var stretch = 0; stretch <= Stretches; stretch++)
        {
            var (count, start, cpu) = (0, Stopwatch.GetTimestamp(), ProcessorTime.Now);
            while (Stopwatch.GetElapsedTime(start) < Time / Stretches)
            {
                ImageCodec.Decode(bytes, options).Dispose();
                count++;
            }

            // The first stretch warms up.
            if (stretch > 0)
                best = Math.Max(best, count / (ProcessorTime.Now - cpu).TotalSeconds);
        }

        return best;
    }
}
