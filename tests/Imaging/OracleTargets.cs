using System.Text.Json;
using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

/// <summary>The image, mask, boxes and keypoints of a reference case: what goes in, and whether what comes out is right.</summary>
internal static class OracleTargets
{
    /// <summary>Everything that the case has, owned by the result.</summary>
    public static TransformInput Open(OracleCase item)
    {
        var masks = item.Mask is { } mask ? new[] { Arrays.ToImage(mask) } : [];
        var input = TransformInput.Owning(Arrays.ToImage(item.Arrays["image"]), masks);
        if (item.Json.TryGetProperty("bboxes", out var boxes))
        {
            var format = Enum.Parse<BoxFormat>(boxes.GetProperty("format").GetString()!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
            input.WithBoxes(boxes.GetProperty("in").EnumerateArray().Select(box => BoundingBox.From(format, box.Numbers(), item.Size)), FilterOf(boxes.GetProperty("filter")));
        }

        if (item.Json.TryGetProperty("keypoints", out var points))
        {
            input.WithKeypoints(
                points.GetProperty("in").EnumerateArray().Select(point => Keypoint.From(points.GetProperty("format").GetString()!, point.Numbers())),
                points.GetProperty("remove_invisible").GetBoolean());
        }

        return input;
    }

    public static void AssertAsExpected(OracleCase item, TransformInput input)
    {
        Arrays.AssertClose(item.Arrays["out_image"], input.Image, Tolerance(item, "image"));
        if (item.Json.GetProperty("tolerance").GetProperty("image").TryGetProperty("mean", out var mean))
            Arrays.AssertCloseOnAverage(item.Arrays["out_image"], input.Image, mean.GetDouble());
        if (item.Json.GetProperty("outputs").TryGetProperty("mask", out var mask))
            Arrays.AssertClose(item.Arrays[mask.GetString()!], input.Masks[0], Tolerance(item, "mask"));
        if (item.Json.TryGetProperty("bboxes", out var boxes))
            CheckBoxes(item, boxes, input);
        if (item.Json.TryGetProperty("keypoints", out var points))
            CheckKeypoints(item, points, input);
    }

    public static double Tolerance(OracleCase item, string target)
    {
        var tolerance = item.Json.GetProperty("tolerance").GetProperty(target);
        return tolerance.GetProperty("kind").GetString() switch
        {
            "exact" => 0,
            "abs" or "codec" => tolerance.GetProperty("max").GetDouble(),
            var other => throw new NotSupportedException($"Unknown tolerance '{other}'."),
        };
    }

    private static void CheckBoxes(OracleCase item, JsonElement boxes, TransformInput input)
    {
        var format = Enum.Parse<BoxFormat>(boxes.GetProperty("format").GetString()!.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
        Assert.Equal(boxes.GetProperty("out_ids").Integers(), input.Boxes.Select(box => box.Position));
        var wanted = boxes.GetProperty("out").EnumerateArray().ToList();
        for (var i = 0; i < wanted.Count; i++)
            AssertClose(wanted[i].Numbers(), input.Boxes[i].To(format, input.Size), Tolerance(item, "bboxes"), $"box {i}");
    }

    private static void CheckKeypoints(OracleCase item, JsonElement points, TransformInput input)
    {
        var letters = points.GetProperty("format").GetString()!;
        var positions = points.GetProperty("out_ids").Integers();
        var wanted = points.GetProperty("out").EnumerateArray().ToList();
        if (item.Kind == "CoarseDropout")
        {
            // The reference keeps points in a set; their order means nothing.
            wanted = [.. wanted.Zip(positions).OrderBy(pair => pair.Second).Select(pair => pair.First)];
            positions = [.. positions.Order()];
        }

        Assert.Equal(positions, input.Keypoints.Select(point => point.Position));
        for (var i = 0; i < wanted.Count; i++)
        {
            var (expected, found) = (wanted[i].Numbers(), input.Keypoints[i].To(letters));
            if (letters.IndexOf('a', StringComparison.Ordinal) is var angle and >= 0)
            {
                // docs/reference-differences.md: the reference adds degrees to radians.
                if (item.Kind == "SafeRotate")
                    expected[angle] = points.GetProperty("in")[input.Keypoints[i].Position].Numbers()[angle] + item.Number("angle");
                found[angle] = expected[angle] + Math.IEEERemainder(found[angle] - expected[angle], 360);
            }

            AssertClose(expected, found, Tolerance(item, "keypoints"), $"keypoint {i}");
        }
    }

    private static void AssertClose(double[] expected, double[] found, double tolerance, string what)
    {
        var close = expected.Length == found.Length && expected.Zip(found).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance);
        Assert.True(close, $"{what}: expected {string.Join(", ", expected)}; found {string.Join(", ", found)}; tolerance {tolerance}");
    }

    private static BoxFilter FilterOf(JsonElement filter)
    {
        Assert.All(filter.EnumerateObject(), property => Assert.Contains(property.Name, new[] { "min_area", "min_visibility", "min_width", "min_height" }));
        double Value(string key) => filter.TryGetProperty(key, out var value) ? value.GetDouble() : 0;
        return new BoxFilter { MinArea = Value("min_area"), MinVisibility = Value("min_visibility"), MinWidth = Value("min_width"), MinHeight = Value("min_height") };
    }
}
