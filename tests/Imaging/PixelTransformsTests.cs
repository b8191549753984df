using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class PixelTransformsTests : LeakCheck
{
    public static TheoryData<string> Names => new(PixelTransforms.Rows.Select(row => row.Key).Except(["normalize", "fda", "histogram_matching"]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Create_WithoutArguments_AppliesWhatItDraws(string name)
    {
        var transform = Create(name);
        foreach (var (channels, type) in new[] { (1, PixelType.UInt8), (3, PixelType.UInt8), (3, PixelType.UInt16), (3, PixelType.Float32), (6, PixelType.UInt8) })
        {
            using var image = ImageFixtures.Noise(3, 24, 31, channels, type);
            using var mask = ImageFixtures.Noise(4, 24, 31, 1);
            using var input = TransformInput.Borrowing(image, mask);
            var random = CounterRandom.For(5);
            try
            {
                transform.Apply(input, transform.Draw(ref random, image.Size));
                Assert.Equal(transform.SizeAfter(NoParameters.Instance, image.Size), input.Image.Size);
            }
            catch (FoldlineException refusal)
            {
                Assert.Equal(name == "time_window" ? "FL3018" : "FL3030", refusal.Code);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TreatsChannelsAlike_MeansThatGrayMayBeRepeatedAfterwards(string name)
    {
        var transform = Create(name);
        using var gray = ImageFixtures.Noise(3, 24, 31, 1);
        using var color = gray.RepeatChannel(3);
        using var mask = ImageFixtures.Noise(4, 24, 31, 1);
        using var first = TransformInput.Borrowing(gray, mask);
        using var second = TransformInput.Borrowing(color, mask);
        var random = CounterRandom.For(5);
        var drawn = transform.Draw(ref random, gray.Size);
        try
        {
            transform.Apply(first, drawn);
        }
        catch (FoldlineException)
        {
            return;
        }

        transform.Apply(second, drawn);
        using var repeated = first.Image.Channels == 1 ? first.Image.RepeatChannel(3) : first.Image.Clone();
        if (transform.TreatsChannelsAlike)
            Assert.Equal(Arrays.Values(second.Image), Arrays.Values(repeated));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Name_IsTheNameInTheTable(string name) => Assert.Equal(name, Create(name).Name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Create_WithAProbabilityAboveOne_IsRefused(string name) =>
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => Create(name, ("p", 1.5))).Code);

    [Theory]
    [InlineData("to_float", "max", 0)]
    [InlineData("from_float", "type", "float64")]
    [InlineData("random_gamma", "gamma", -1)]
    [InlineData("posterize", "bits", 9)]
    [InlineData("posterize", "red", 2.5)]
    [InlineData("channel_dropout", "count", 0)]
    [InlineData("color_jitter", "hue", 0.6)]
    [InlineData("blur", "size", 0)]
    [InlineData("median_blur", "size", 4)]
    [InlineData("motion_blur", "size", 1)]
    [InlineData("gaussian_blur", "size", 0)]
    [InlineData("sharpen", "alpha", 1.5)]
    [InlineData("emboss", "strength", -1)]
    [InlineData("unsharp_mask", "threshold", 300)]
    [InlineData("downscale", "scale", 1)]
    [InlineData("downscale", "up", "sharp")]
    [InlineData("image_compression", "quality", 0)]
    [InlineData("image_compression", "channel_order", "gbr")]
    [InlineData("clahe", "clip_limit", 0.5)]
    [InlineData("equalize", "mode", "skimage")]
    [InlineData("gauss_noise", "variance", -1)]
    [InlineData("multiplicative_noise", "factor", -0.1)]
    [InlineData("iso_noise", "color_shift", 2)]
    [InlineData("coarse_dropout", "height", 2.5)]
    [InlineData("coarse_dropout", "holes", -1)]
    [InlineData("cutout", "width", 0)]
    [InlineData("grid_dropout", "ratio", 0)]
    [InlineData("grid_dropout", "unit", 1)]
    [InlineData("mask_dropout", "objects", 1.5)]
    [InlineData("spectrogram_mask", "fill", "median")]
    [InlineData("tf_adjust_hue", "delta", 2)]
    [InlineData("tf_adjust_contrast", "factor", -1)]
    [InlineData("log_z_score", "low", 0)]
    [InlineData("log_z_score", "high", 0.001)]
    [InlineData("time_window", "columns", 0)]
    [InlineData("color_jitter", "brightness", -0.5)]
    public void Create_WithAValueOutOfRange_IsRefused(string name, string key, object value) =>
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => Create(name, (key, value))).Code);

    [Theory]
    [InlineData(false, new float[] { 0, 0.5f, 0.25f, 0.75f, 0, 1 })]
    [InlineData(true, new float[] { 0, 0, 1, 0.5f, 0, 1 })]
    public void MinMax_StretchesAllChannelsTogetherOrEachAlone(bool perChannel, float[] expected)
    {
        // One row of three pixels with two channels; what is no number counts for nothing and becomes 0.
        using var input = TransformInput.Owning(Image.FromPixels<float>((ReadOnlySpan<float>)[-2, 0, -1, 1, float.NaN, 2], 1, 3, 2));
        new MinMax { PerChannel = perChannel }.Apply(input, NoParameters.Instance);
        Assert.Equal(expected, input.Image.Pixels<float>().ToArray());
    }

    [Fact]
    public void MinMax_OfAConstantImage_IsZero()
    {
        using var input = TransformInput.Owning(Image.FromPixels<float>((ReadOnlySpan<float>)[3, 3], 1, 2, 1));
        new MinMax().Apply(input, NoParameters.Instance);
        Assert.Equal([0, 0], input.Image.Pixels<float>().ToArray());
    }

    [Fact]
    public void ChannelDropout_OfAllChannels_IsRefused()
    {
        using var input = TransformInput.Owning(ImageFixtures.Noise(3, 8, 8, 2));
        Assert.Equal("FL3030", Assert.Throws<FoldlineException>(() => new ChannelDropout().Apply(input, new ChannelDropoutParameters(2, 1))).Code);
    }

    [Fact]
    public void ImageCompression_OfRgb_IsWhatARealFileWouldShow()
    {
        using var image = ImageFixtures.Noise(3, 32, 40, 3);
        using var file = ImageCodec.Decode(ImageCodec.Encode(image, new EncodeOptions { Format = ImageFormat.Jpeg, Quality = 30 }));
        using var real = TransformInput.Borrowing(image);
        using var swapped = TransformInput.Borrowing(image);
        new ImageCompression().Apply(real, new ImageCompressionParameters(30));
        new ImageCompression { AsBgr = true }.Apply(swapped, new ImageCompressionParameters(30));
        Assert.Equal(Arrays.Values(file), Arrays.Values(real.Image));
        Assert.NotEqual(Arrays.Values(file), Arrays.Values(swapped.Image));
    }

    [Fact]
    public void MotionBlur_Draws_LinesOfMoreThanAPointWithinTheSquare()
    {
        var random = CounterRandom.For(11);
        for (var i = 0; i < 500; i++)
        {
            var drawn = Assert.IsType<MotionBlurParameters>(new MotionBlur().Draw(ref random, new ImageSize(20, 20)));
            Assert.Contains(drawn.Size, new[] { 3, 5, 7 });
            Assert.NotEqual((drawn.X1, drawn.Y1), (drawn.X2, drawn.Y2));
            Assert.All(new[] { drawn.X1, drawn.X2, drawn.Y1, drawn.Y2 }, end => Assert.InRange(end, 0, drawn.Size - 1));
        }
    }

    [Fact]
    public void GaussianBlur_Draws_OddSizes()
    {
        var random = CounterRandom.For(12);
        for (var i = 0; i < 200; i++)
            Assert.Contains(Assert.IsType<GaussianBlurParameters>(new GaussianBlur().Draw(ref random, new ImageSize(20, 20))).Size, new[] { 3, 5, 7 });
    }

    [Theory]
    [InlineData("fda", "beta", 0.7)]
    [InlineData("histogram_matching", "blend", 1.5)]
    public void Create_WithReferencePictures_ReadsThem(string name, string wrongKey, object wrong)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "reference.png");
        File.WriteAllBytes(path, ImageFixtures.Encoded(ImageFormat.Png, 3));
        var transform = Create(name, ("references", path), ("p", 1.0));
        foreach (var (channels, type) in new[] { (1, PixelType.UInt8), (3, PixelType.UInt8), (3, PixelType.UInt16), (3, PixelType.Float32) })
        {
            using var input = TransformInput.Owning(ImageFixtures.Noise(3, 24, 31, channels, type));
            var random = CounterRandom.For(6);
            var drawn = transform.Draw(ref random, input.Size);
            transform.Apply(input, drawn);
            Assert.Equal(channels, input.Image.Channels);
        }

        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => Create(name, ("references", path), (wrongKey, wrong))).Code);
        Assert.Equal("FL3001", Assert.Throws<FoldlineException>(() => Create(name, ("references", path + ".missing"))).Code);
        Assert.Equal("FL1011", Assert.Throws<FoldlineException>(() => Create(name)).Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void HistogramMatching_OfAnyType_IsThatOf8Bit(int channels)
    {
        using var image = ImageFixtures.Noise(3, 40, 30, channels);
        using var reference = ImageFixtures.Noise(4, 40, 30, channels);
        var pixels = reference.Pixels<byte>();
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(pixels[i] * pixels[i] / 255);
        using var eight = Matched(image, reference, 1);
        using var sixteen = Matched(image, reference, 257);
        using var real = Matched(image, reference, null);
        var wanted = Arrays.Values(eight);
        Assert.All(wanted.Zip(Arrays.Values(sixteen)), pair => Assert.InRange(pair.Second / 257, pair.First - 0.51, pair.First + 1.001));
        Assert.All(wanted.Zip(Arrays.Values(real)), pair => Assert.InRange(pair.Second * 255, pair.First - 0.51, pair.First + 1.001));
    }

    [Fact]
    public void Normalize_OfOtherChannels_IsRefusedAndLeavesNothingBehind()
    {
        using var input = TransformInput.Owning(ImageFixtures.Noise(3, 8, 8, 2));
        var normalize = new Normalize(PixelNormalization.ImageNet);
        Assert.Equal("FL3015", Assert.Throws<FoldlineException>(() => normalize.Apply(input, NoParameters.Instance)).Code);
    }

    // The scale is that of 8 bit (1), 16 bit (257) or real numbers (none).
    private static Image Matched(Image image, Image reference, double? scale)
    {
        var type = scale is { } factor ? factor == 1 ? PixelType.UInt8 : PixelType.UInt16 : PixelType.Float32;
        using var goal = reference.ConvertTo(type, scale ?? (1 / 255.0));
        using var input = TransformInput.Owning(image.ConvertTo(type, scale ?? (1 / 255.0)));
        new HistogramMatching([new ReferencePicture(goal)]).Apply(input, new ReferenceParameters(0, 1));
        return input.TakeImage();
    }

    private static Transform Create(string name, params (string Key, object? Value)[] arguments) =>
        ImageTransforms.Table.Create(name, new PartArguments(name, arguments.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))));
}
