using System.Text.Json;
using Foldline.Data.Folds;
using Foldline.Torch;
using Foldline.Training.Mixing;

namespace Foldline.Tests.Training.Mixing;

[Trait("kind", "oracle")]
public sealed class MixingOracleTests
{
    public static readonly string[] Kinds = ["mixup_target", "mixup_images", "mixup_images_permutation", "cutmix_images", "rand_bbox", "timm_Mixup"];

    private const string File = "numeric/losses";

    public static TheoryData<string> Ids => Oracle.Ids(File, Kinds);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Mixing_EqualsTheReference(string id)
    {
        var before = Tensor.Live;
        using (new TensorScope())
            Check(Oracle.Case(File, id));
        Assert.Equal(before, Tensor.Live);
    }

    private static void Check(JsonElement item)
    {
        switch (item.GetProperty("kind").GetString())
        {
            case "mixup_target":
                Equal(item.GetProperty("mixed"), Mix(item));
                break;
            case "mixup_images":
                Equal(item.GetProperty("mixed"), MixedImages.Blend(Images(item), item.GetProperty("lam").GetDouble()));
                break;
            case "mixup_images_permutation":
                var order = Tensor.FromArray(Longs(item.GetProperty("permutation")));
                Equal(item.GetProperty("mixed"), MixedImages.Blend(Images(item), item.GetProperty("lam").GetDouble(), order));
                break;
            case "cutmix_images":
                var box = item.GetProperty("box_yl_yh_xl_xh").Integers();
                Equal(item.GetProperty("mixed"), MixedImages.Cut(Images(item), new CutBox(box[0], box[1], box[2], box[3])));
                Equal(item.GetProperty("mixed_target"), Mix(item));
                break;
            case "rand_bbox":
                CheckBoxes(item);
                break;
            case "timm_Mixup":
                CheckMixup(item);
                break;
        }
    }

    private static void CheckBoxes(JsonElement item)
    {
        var (height, width) = ((int)item.GetProperty("image_shape")[1].Number(), (int)item.GetProperty("image_shape")[2].Number());
        var (lam, seed) = (item.GetProperty("lam").GetDouble(), item.GetProperty("numpy_seed").GetInt64());
        var random = new NumpyRandom(seed);
        foreach (var expected in item.GetProperty("boxes_yl_yh_xl_xh").EnumerateArray())
            Assert.Equal(expected.Integers(), Sides(CutBox.Draw(random, height, width, lam, item.GetProperty("margin").GetDouble())));

        random = new NumpyRandom(seed);
        foreach (var expected in item.GetProperty("cutmix_bbox_and_lam_margin_0").EnumerateArray())
        {
            var box = CutBox.Draw(random, height, width, lam);
            Assert.Equal(expected.GetProperty("box").Integers(), Sides(box));
            Assert.Equal(expected.GetProperty("lam").GetDouble(), box.Lambda(height, width), 1e-15);
        }
    }

    private static void CheckMixup(JsonElement item)
    {
        var p = item.GetProperty("params");
        var options = new MixupOptions
        {
            MixupAlpha = Number(p, "mixup_alpha", 1),
            CutmixAlpha = Number(p, "cutmix_alpha", 0),
            CutmixMinMax = p.TryGetProperty("cutmix_minmax", out var range) && range.ValueKind == JsonValueKind.Array ? (range[0].GetDouble(), range[1].GetDouble()) : null,
            Probability = Number(p, "prob", 1),
            SwitchProbability = Number(p, "switch_prob", 0.5),
            Mode = Enum.Parse<MixupMode>(p.TryGetProperty("mode", out var mode) ? mode.GetString()! : "batch", ignoreCase: true),
            CorrectLambda = !p.TryGetProperty("correct_lam", out var correct) || correct.GetBoolean(),
            LabelSmoothing = Number(p, "label_smoothing", 0.1),
        };
        var random = new NumpyRandom(item.GetProperty("numpy_seed").GetInt64());
        var images = Images(item);
        var target = Tensor.FromArray(Longs(item.GetProperty("target")));

        var (mixed, targets) = new Mixup(options).Apply(images, target, p.GetProperty("num_classes").GetInt64(), random);

        Equal(item.GetProperty("mixed"), mixed);
        Equal(item.GetProperty("mixed_target"), targets);
        Assert.Equal(item.GetProperty("next_random_sample").GetDouble(), random.NextDouble());
        Assert.Equal(item.GetProperty("input").Numbers().Select(value => (float)value), images.ToArray<float>());
    }

    private static Tensor Mix(JsonElement item) => MixedTargets.Mix(
        Tensor.FromArray(Longs(item.GetProperty("target"))),
        item.GetProperty("num_classes").GetInt64(),
        item.GetProperty("lam").GetDouble(),
        item.GetProperty("smoothing").GetDouble());

    private static Tensor Images(JsonElement item) =>
        Tensor.FromArray(Array.ConvertAll(item.GetProperty("input").Numbers(), value => (float)value), item.GetProperty("input").Shape());

    private static int[] Sides(CutBox box) => [box.Top, box.Bottom, box.Left, box.Right];

    private static long[] Longs(JsonElement values) => Array.ConvertAll(values.Numbers(), value => (long)value);

    private static double Number(JsonElement p, string name, double fallback) => p.TryGetProperty(name, out var value) ? value.GetDouble() : fallback;

    private static void Equal(JsonElement expected, Tensor actual)
    {
        Assert.Equal(expected.Shape(), actual.Shape.ToArray());
        Assert.All(expected.Numbers().Zip(actual.ToArray<float>()), pair => Assert.Equal((float)pair.First, pair.Second, 2e-6f * Math.Max(Math.Abs((float)pair.First), 1e-3f)));
    }
}
