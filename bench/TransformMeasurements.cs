using System.Diagnostics;
using System.Text.Json.Nodes;
using Foldline.Imaging;

namespace Foldline.Bench;

/// <summary>Microseconds of processor time an image of single transforms on one thread, drawing included; names and settings are those of <c>peers/augment.py</c>.</summary>
internal static class TransformMeasurements
{
    private const int Stretches = 5;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(0.25);

    /// <summary>What differs from the transform's defaults.</summary>
    private static readonly (string Name, (string Key, object Value)[] Arguments)[] Cases =
    [
        ("horizontal_flip", []), ("vertical_flip", []), ("transpose", []), ("random_rotate_90", []), ("rotate", []), ("shift_scale_rotate", []), ("affine", []),
        ("perspective", []), ("elastic_transform", []), ("grid_distortion", []), ("optical_distortion", []), ("random_crop", [("height", 200L), ("width", 200L)]),
        ("random_resized_crop", [("height", 224L), ("width", 224L)]), ("pad_if_needed", [("min_height", 320L), ("min_width", 320L)]),
        ("resize", [("height", 128L), ("width", 128L)]), ("normalize", []), ("to_float", []), ("random_brightness_contrast", []), ("random_gamma", []),
        ("hue_saturation_value", []), ("rgb_shift", []), ("color_jitter", []), ("clahe", []), ("equalize", []), ("posterize", []), ("solarize", []),
        ("invert_img", []), ("channel_shuffle", []), ("to_gray", []), ("to_sepia", []), ("blur", []), ("median_blur", []), ("gaussian_blur", []),
        ("motion_blur", []), ("sharpen", []), ("emboss", []), ("unsharp_mask", []), ("gauss_noise", []), ("multiplicative_noise", []),
        ("image_compression", []), ("downscale", []), ("coarse_dropout", []),
    ];

    /// <summary>Names of the transforms.</summary>
    public static IEnumerable<string> Names => Cases.Select(item => item.Name);

    public static JsonObject Run(BenchOptions options)
    {
        using var image = Picture(options.Size);
        var result = new JsonObject();
        foreach (var (name, arguments) in Cases)
        {
            var pairs = arguments.Select(argument => KeyValuePair.Create(argument.Key, (object?)argument.Value));
            var transform = ImageTransforms.Table.Create(name, new PartArguments(name, [.. pairs]));
            result[name] = Math.Round(Measure(transform, image), 2);
        }

        return result;
    }

    private static double Measure(Transform transform, Image image)
    {
        var key = CounterRandom.For(7, 0);
        var best = double.MaxValue;
        for (var stretch = 0; stretch <= Stretches; stretch++)
        {
            var (count, start, cpu) = (0, Stopwatch.GetTimestamp(), ProcessorTime.Now);
            while (Stopwatch.GetElapsedTime(start) < Time / Stretches)
            {
                using var input = TransformInput.Borrowing(image, []);
                transform.Apply(input, transform.Draw(ref key, image.Size));
                _ = input.Image;
                count++;
            }

            // The first stretch warms up.
            if (stretch > 0)
                best = Math.Min(best, (ProcessorTime.Now - cpu).TotalMicroseconds / count);
        }

        return best;
    }

    // Coarse noise, enlarged: neither flat nor without neighbours.
    public static Image Picture(int size)
    {
        var coarse = size / 8;
        var pixels = new byte[coarse * coarse * 3];
        new Random(0).NextBytes(pixels);
        using var small = Image.FromPixels<byte>(pixels, coarse, coarse, 3);
        return small.Resize(new ImageSize(size, size), Interpolation.Cubic);
    }
}
