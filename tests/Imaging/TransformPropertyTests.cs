using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class TransformPropertyTests : LeakCheck
{
    private static readonly TransformPipeline Pipeline = new(
    [
        new HorizontalFlip { Probability = 0.5 },
        new ShiftScaleRotate { Rotate = ValueRange.Symmetric(10), Probability = 0.5 },
        new RandomBrightnessContrast { Probability = 0.5 },
        new Normalize(PixelNormalization.ImageNet),
    ]);

    [Theory]
    [InlineData(1, PixelType.UInt8)]
    [InlineData(3, PixelType.UInt16)]
    [InlineData(6, PixelType.Float32)]
    public void Flip_Twice_IsTheIdentity(int channels, PixelType type)
    {
        using var image = ImageFixtures.Noise(3, 13, 17, channels, type);
        using var once = image.FlipHorizontally();
        using var twice = once.FlipHorizontally();
        Assert.NotEqual(Arrays.Values(image), Arrays.Values(once));
        Assert.Equal(Arrays.Values(image), Arrays.Values(twice));
    }

    [Fact]
    public void Apply_WithTheSameKey_GivesTheSamePixelsOnAnyThreadInAnyOrder()
    {
        using var image = ImageFixtures.Noise(5, 32, 40, 3);
        var forward = new byte[64][];
        var backward = new byte[64][];
        for (var i = 0; i < 64; i++)
            forward[i] = Run(image, i);
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => backward[63 - i] = Run(image, 63 - i));
        Assert.Equal(forward, backward);
    }

    [Fact]
    public void Apply_WithOtherKeys_GivesOtherParameters()
    {
        var keys = new[] { new SampleKey(1, 0, 5), new SampleKey(2, 0, 5), new SampleKey(1, 1, 5), new SampleKey(1, 0, 6) };
        var drawn = keys.Select(key =>
        {
            var random = key.Stream(1);
            return new ShiftScaleRotate().Draw(ref random, new ImageSize(8, 8));
        });
        Assert.Equal(4, drawn.Distinct().Count());
    }

    [Fact]
    public void Replay_OfTheRecordedSteps_GivesTheSamePixels()
    {
        using var image = ImageFixtures.Noise(5, 32, 40, 3);
        for (var i = 0; i < 32; i++)
        {
            var applied = new List<AppliedTransform>();
            using var first = TransformInput.Borrowing(image);
            Pipeline.Apply(first, new SampleKey(9, 0, (ulong)i), applied);
            using var second = TransformInput.Borrowing(image);
            Pipeline.Replay(second, AppliedTransforms.FromJson(AppliedTransforms.ToJson(applied)));
            Assert.Equal(Arrays.Values(first.Image), Arrays.Values(second.Image));
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("[{\"position\": 0, \"name\": \"one_of\", \"parameters\": {\"kind\": \"group\", \"steps\": null}}]")]
    [InlineData("[{\"position\": 0, \"name\": \"x\", \"parameters\": null}]")]
    [InlineData("[{\"position\": 0}]")]
    [InlineData("[{\"position\": 0, \"name\": \"x\", \"parameters\": {\"kind\": \"other\"}}]")]
    public void FromJson_OfAnotherText_IsRefused(string json) =>
        Assert.Equal("FL3020", Assert.Throws<FoldlineException>(() => AppliedTransforms.FromJson(json)).Code);

    [Fact]
    public void Apply_TakesEachStepWithItsProbability()
    {
        using var image = ImageFixtures.Noise(5, 8, 8, 1);
        var counts = new int[3];
        for (var i = 0; i < 2000; i++)
        {
            var applied = new List<AppliedTransform>();
            using var input = TransformInput.Borrowing(image);
            Pipeline.Apply(input, new SampleKey(4, 0, (ulong)i), applied);
            applied.ForEach(step => counts[step.Position]++);
        }

        Assert.All(counts, count => Assert.InRange(count, 900, 1100));
    }

    [Fact]
    public void Apply_OnABorrowedImage_LeavesItAsItWas()
    {
        using var image = ImageFixtures.Noise(5, 16, 16, 3);
        var before = Arrays.Values(image);
        for (var i = 0; i < 16; i++)
            Run(image, i);
        Assert.Equal(before, Arrays.Values(image));
    }

    [Fact]
    public void Apply_OnGrayRepeatedLater_GivesWhatTheRepeatedPictureGives()
    {
        using var gray = ImageFixtures.Noise(5, 33, 40, 1);
        using var color = gray.RepeatChannel(3);
        Assert.True(Pipeline.TreatsChannelsAlike);
        for (var i = 0; i < 32; i++)
            Assert.Equal(Write(color, i), Write(gray, i));
    }

    [Fact]
    public void Fill_WithOtherValuesPerChannel_IsNotAlike()
    {
        var warp = new WarpOptions { Border = BorderMode.Constant, Fill = [255, 0, 128] };
        Assert.False(new TransformPipeline([new ShiftScaleRotate { Warp = warp }]).TreatsChannelsAlike);
        Assert.True(new TransformPipeline([new ShiftScaleRotate { Warp = warp with { Fill = [7] } }]).TreatsChannelsAlike);
    }

    [Fact]
    public void Masks_KeepTheirClasses()
    {
        using var image = ImageFixtures.Noise(5, 32, 40, 3);
        using var mask = ImageFixtures.Noise(6, 32, 40, 1);
        foreach (ref var value in mask.Pixels<byte>())
            value = (byte)(value % 3);
        using var input = TransformInput.Borrowing(image, mask);
        new ShiftScaleRotate().Apply(input, new ShiftScaleRotateParameters(20, 1.3, 0.1, -0.1));
        new Resize(new ImageSize(20, 22)).Apply(input, NoParameters.Instance);
        Assert.Equal(new ImageSize(20, 22), input.Masks[0].Size);
        Assert.All(input.Masks[0].Pixels<byte>().ToArray(), value => Assert.InRange(value, 0, 2));
    }

    private static byte[] Run(Image image, int sample)
    {
        using var input = TransformInput.Borrowing(image);
        Pipeline.Apply(input, new SampleKey(1, 2, (ulong)sample));
        return input.Image.Pixels<byte>().ToArray();
    }

    private static float[] Write(Image image, int sample)
    {
        using var input = TransformInput.Borrowing(image);
        Pipeline.Apply(input, new SampleKey(1, 2, (ulong)sample));
        using var batch = new BatchMemory(new BatchShape(1, 3, image.Size));
        new BatchWriter(Pipeline.Normalization).Write(input, batch, 0);
        return batch.Values<float>().ToArray();
    }
}
