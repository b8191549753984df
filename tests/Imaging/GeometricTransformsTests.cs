using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class GeometricTransformsTests : LeakCheck
{
    private static readonly Dictionary<string, (string Key, object Value)[]> Required = new(StringComparer.Ordinal)
    {
        ["center_crop"] = [("height", 20), ("width", 16)],
        ["crop"] = [("left", 3), ("top", 4), ("right", 20), ("bottom", 30)],
        ["elastic_transform"] = [("alpha", 20), ("sigma", 3), ("alpha_affine", 2)],
        ["longest_max_size"] = [("size", new object[] { 20, 30 })],
        ["pad_if_needed"] = [("min_height", 50), ("width_divisor", 32), ("position", "random"), ("border", "constant")],
        ["random_crop"] = [("height", 20), ("width", 16)],
        ["random_resized_crop"] = [("height", 20), ("width", 16)],
        ["random_sized_crop"] = [("min_height", 10), ("max_height", 20), ("height", 20), ("width", 16)],
        ["resize"] = [("height", 20), ("width", 16)],
        ["smallest_max_size"] = [("size", 20)],
    };

    public static TheoryData<string> Names => new(GeometricTransforms.Rows.Select(row => row.Key).Except(["square_dropout"]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Replay_FromJson_MovesEverythingAgainAsItDid(string name)
    {
        var pipeline = new TransformPipeline([Create(name, ("p", 1))]);
        using var image = ImageFixtures.Noise(3, 40, 31, 5, PixelType.UInt16);
        using var mask = ImageFixtures.Noise(4, 40, 31, 1);
        for (var sample = 0UL; sample < 8; sample++)
        {
            var applied = new List<AppliedTransform>();
            using var first = Open(image, mask, (GeometricTransform)pipeline.Transforms[0]);
            pipeline.Apply(first, new SampleKey(7, 0, sample), applied);
            using var second = Open(image, mask, (GeometricTransform)pipeline.Transforms[0]);
            pipeline.Replay(second, AppliedTransforms.FromJson(AppliedTransforms.ToJson(applied)));
            Assert.Equal(Arrays.Values(first.Image), Arrays.Values(second.Image));
            Assert.Equal(Arrays.Values(first.Masks[0]), Arrays.Values(second.Masks[0]));
            Assert.Equal(first.Boxes, second.Boxes);
            Assert.Equal(first.Keypoints, second.Keypoints);
            Assert.Equal(first.Size, first.Masks[0].Size);
            Assert.Equal(first.Size, pipeline.Transforms[0].SizeAfter(applied[0].Parameters, image.Size));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Apply_OnEveryType_TreatsChannelsAlone(string name)
    {
        var transform = Create(name);
        var random = CounterRandom.For(5);
        var parameters = transform.Draw(ref random, new ImageSize(36, 32));
        foreach (var type in Enum.GetValues<PixelType>())
        {
            using var whole = ImageFixtures.Noise(6, 36, 32, 6, type);
            using var last = Channel(whole, 5);
            using var six = TransformInput.Borrowing(whole);
            using var one = TransformInput.Borrowing(last);
            transform.Apply(six, parameters);
            transform.Apply(one, parameters);
            using var moved = Channel(six.Image, 5);
            Assert.Equal(Arrays.Values(one.Image), Arrays.Values(moved));
        }
    }

    [Theory]
    [InlineData("horizontal_flip")]
    [InlineData("vertical_flip")]
    [InlineData("transpose")]
    [InlineData("flip")]
    [InlineData("random_rotate_90")]
    [InlineData("pad_if_needed")]
    [InlineData("crop")]
    public void Apply_MovesBoxesAndKeypoints_WhereTheirPixelsGo(string name)
    {
        var transform = Create(name);
        for (var seed = 0UL; seed < 12; seed++)
        {
            var random = CounterRandom.For(seed);
            var (left, top) = (5 + random.NextInt32(10), 6 + random.NextInt32(10));
            using var image = Image.FromPixels<byte>(new byte[40 * 31], 40, 31, 1);
            image.Pixels<byte>()[(top * 31) + left] = 1;
            using var input = TransformInput.Borrowing(image)
                .WithBoxes([BoundingBox.FromPixels(left, top, left + 1, top + 1, image.Size)])
                .WithKeypoints([new Keypoint(left, top)]);
            transform.Apply(input, transform.Draw(ref random, image.Size));
            var (row, column) = Math.DivRem(input.Image.Pixels<byte>().IndexOf((byte)1), input.Size.Width);
            Assert.Equal([column, row, column + 1, row + 1], input.Boxes[0].To(BoxFormat.PascalVoc, input.Size).Select(edge => Math.Round(edge, 9)));
            Assert.Equal([(column, row)], input.Keypoints.Select(point => (point.X, point.Y)));
        }
    }

    [Fact]
    public void Apply_OfWhatMovesNoKeypoints_RefusesThem()
    {
        using var image = ImageFixtures.Noise(3, 40, 31, 1);
        using var input = TransformInput.Borrowing(image).WithKeypoints([new Keypoint(1, 1)]);
        Assert.Equal("FL3017", Assert.Throws<FoldlineException>(() => Apply(input, "grid_distortion")).Code);
    }

    [Fact]
    public void Apply_OfACropLargerThanTheImage_IsRefused()
    {
        using var image = ImageFixtures.Noise(3, 10, 31, 1);
        using var input = TransformInput.Borrowing(image);
        Assert.All(["center_crop", "random_crop", "crop"], name => Assert.Equal("FL3018", Assert.Throws<FoldlineException>(() => Apply(input, name)).Code));
    }

    [Fact]
    public void Apply_OfNormalAffineOnAWideImage_IsRefused()
    {
        using var image = ImageFixtures.Noise(3, 10, 31, 1);
        using var input = TransformInput.Borrowing(image);
        Assert.Equal("FL3021", Assert.Throws<FoldlineException>(() => Apply(input, "normal_affine")).Code);
    }

    [Theory]
    [InlineData("affine", "scale", 0)]
    [InlineData("crop", "left", -1)]
    [InlineData("elastic_transform", "sigma", 0)]
    [InlineData("grid_distortion", "steps", 0)]
    [InlineData("longest_max_size", "size", 1.5)]
    [InlineData("pad_if_needed", "position", "middle")]
    [InlineData("perspective", "scale", -0.1)]
    [InlineData("random_sized_crop", "max_height", 5)]
    [InlineData("rotate", "box_rotation", "circle")]
    [InlineData("normal_affine", "zoom", 0)]
    public void Create_WithAValueOutOfRange_IsRefused(string name, string key, object value) =>
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => Create(name, (key, value))).Code);

    [Fact]
    public void RandomResizedCrop_DrawsWithinItsRanges()
    {
        var transform = new RandomResizedCrop(new ImageSize(8, 8)) { Scale = new ValueRange(0.2, 0.4) };
        var random = CounterRandom.For(1);
        for (var i = 0; i < 500; i++)
        {
            var drawn = (CropParameters)transform.Draw(ref random, new ImageSize(100, 80));
            Assert.InRange(drawn.Height * drawn.Width / 8000.0, 0.18, 0.42);
            Assert.InRange(drawn.Width / (double)drawn.Height, 0.72, 1.37);
        }
    }

    [Fact]
    public void Affine_WithOneArgument_LeavesTheRestAlone()
    {
        var random = CounterRandom.For(1);
        var drawn = Assert.IsType<AffineParameters>(Create("affine", ("shear_x", 20)).Draw(ref random, new ImageSize(50, 50)));
        Assert.Equal(drawn with { ShearX = 0 }, new AffineParameters(1, 1, 0, 0, 0, 0, 0));
        Assert.NotEqual(0, drawn.ShearX);
    }

    private static TransformInput Open(Image image, Image mask, GeometricTransform transform)
    {
        var input = TransformInput.Borrowing(image, mask);
        if (transform.MovesBoxes)
            input.WithBoxes([new BoundingBox(0.1, 0.2, 0.4, 0.5), new BoundingBox(0.5, 0.5, 1, 1)]);
        return transform.MovesKeypoints ? input.WithKeypoints([new Keypoint(3, 4, 0.5, 2), new Keypoint(30, 39)]) : input;
    }

    private static void Apply(TransformInput input, string name)
    {
        var random = CounterRandom.For(1);
        var transform = Create(name);
        transform.Apply(input, transform.Draw(ref random, input.Size));
    }

    private static Image Channel(Image image, int channel)
    {
        var values = Arrays.Values(image).Where((_, i) => i % image.Channels == channel).ToArray();
        return image.PixelType switch
        {
            PixelType.UInt8 => Image.FromPixels<byte>([.. values.Select(value => (byte)value)], image.Height, image.Width, 1),
            PixelType.UInt16 => Image.FromPixels<ushort>([.. values.Select(value => (ushort)value)], image.Height, image.Width, 1),
            _ => Image.FromPixels<float>([.. values.Select(value => (float)value)], image.Height, image.Width, 1),
        };
    }

    private static Transform Create(string name, params (string Key, object Value)[] arguments)
    {
        var given = arguments.Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var all = Required.GetValueOrDefault(name, []).Where(pair => !given.Contains(pair.Key)).Concat(arguments);
        return ImageTransforms.Table.Create(name, new PartArguments(name, all.Select(pair => KeyValuePair.Create(pair.Key, (object?)pair.Value))));
    }
}
