using Foldline.Imaging;
using Foldline.Tests.Torch;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Training;
using Foldline.Training.Prediction.Tta;

namespace Foldline.Tests.Training.Prediction;

/// <summary>Views of batches are held to the views of images, which are held to the reference.</summary>
public sealed class TensorViewTests : TensorTest
{
    private const int Channels = 2;
    private static readonly ImageSize Size = new(7, 10);

    public static TheoryData<string> Sets => new(TtaSet.Table.Names);

    [Theory]
    [MemberData(nameof(Sets))]
    public void View_OfABatch_IsThatOfTheImage(string name)
    {
        using var scope = new TensorScope();
        var set = Create(name);
        using var image = Draw(Size, 1);
        foreach (var view in set.ViewsOf(Size))
        {
            using var seen = view.Look(image);
            AssertSame(seen, new TensorView(view).Look(ToTensor(image)), Tolerance(name));
            using var prediction = Draw(view.Size, 2);
            using var restored = view.Restore(prediction);
            AssertSame(restored, new TensorView(view).Restore(ToTensor(prediction)), Tolerance(name));
        }
    }

    [Theory]
    [MemberData(nameof(Sets))]
    public void Forward_UnderViews_MergesAsTheMergerOfImages(string name)
    {
        foreach (var merge in Enum.GetValues<TtaMerge>())
        {
            using var scope = new TensorScope();
            var set = Create(name);
            using var image = Draw(Size, 3);
            var merger = new TtaMerger(Size, Channels, merge);
            foreach (var view in set.ViewsOf(Size))
            {
                using var seen = view.Look(image);
                foreach (ref var value in seen.Pixels<float>())
                    value = 1 / (1 + MathF.Exp(-value));
                merger.Add(view, seen);
            }

            using var expected = merger.Result(uncovered: 0);
            using var model = new Identity();
            var forward = new MaskForward([model], new ForwardContext(Device.Cpu, NumberFormat.Float32), ViewSet.Of(set, Size, merge), areClasses: false);
            AssertSame(expected, forward.Run(ToTensor(image)), 1e-5);
        }
    }

    [Fact]
    public void Forward_OfSeveralNetworks_IsTheirMean()
    {
        using var scope = new TensorScope();
        using var image = Draw(Size, 4);
        using var one = new Identity();
        using var other = new Activation(ActivationKind.Relu);
        var context = new ForwardContext(Device.Cpu, NumberFormat.Float32);
        var views = ViewSet.Single(Size);
        var both = new MaskForward([one, other], context, views, areClasses: true).Run(ToTensor(image)).ToArray<float>();
        var first = new MaskForward([one], context, views, areClasses: true).Run(ToTensor(image)).ToArray<float>();
        var second = new MaskForward([other], context, views, areClasses: true).Run(ToTensor(image)).ToArray<float>();

        for (var i = 0; i < both.Length; i++)
            Assert.Equal((first[i] + second[i]) / 2, both[i], 1e-6f);
        Assert.NotEqual(first, second);
    }

    private static TtaSet Create(string name) => TtaSet.Table.Create(name, new PartArguments(name, name switch
    {
        "five_crop" or "ten_crop" => [new("height", 4L), new("width", 6L)],
        "multi_scale" => [new("scales", new List<object?> { 0.5, 1.0, 1.7 })],
        _ => [],
    }));

    private static double Tolerance(string name) => name == "multi_scale" ? 1e-5 : 0;

    private static Image Draw(ImageSize size, ulong seed)
    {
        var image = Image.Allocate(size.Height, size.Width, Channels, PixelType.Float32);
        var random = CounterRandom.For(seed);
        foreach (ref var value in image.Pixels<float>())
            value = (float)((random.NextDouble() * 2) - 1);
        return image;
    }

    private static Tensor ToTensor(Image image) =>
        Tensor.FromArray(image.Pixels<float>().ToArray(), 1, image.Height, image.Width, image.Channels).Movedim(-1, 1);

    private static void AssertSame(Image expected, Tensor actual, double tolerance)
    {
        Assert.Equal([1, expected.Channels, expected.Height, expected.Width], actual.Shape.ToArray());
        var values = actual.Movedim(1, -1).Contiguous().ToArray<float>();
        var wanted = expected.Pixels<float>().ToArray();
        for (var i = 0; i < values.Length; i++)
            Assert.Equal(wanted[i], values[i], (float)tolerance);
    }
}
