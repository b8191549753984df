using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class PixelTransformsTests : LeakCheck
{
    public static TheoryData<string> Names => new(PixelTransforms.Rows.Select(row => row.Key).Except(["normalize"]));

    [Theory]
    [MemberData(nameof(Names))]
    public void Create_WithoutArguments_AppliesWhatItDraws(string name)
    {
        var transform = Create(name);
        foreach (var (channels, type) in new[] { (1, PixelType.UInt8), (3, PixelType.UInt8), (3, PixelType.UInt16), (3, PixelType.Float32), (6, PixelType.UInt8) })
        {
            using var image = ImageFixtures.Noise(3, 24, 31, channels, type);
            using var input = TransformInput.Borrowing(image);
            var random = CounterRandom.For(5);
            try
            {
                transform.Apply(input, transform.Draw(ref random, image.Size));
                Assert.Equal(image.Size, input.Image.Size);
            }
            catch (FoldlineException refusal)
            {
                Assert.Equal("FL3030", refusal.Code);
            }
        }
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
    [InlineData("color_jitter", "brightness", -0.5)]
    public void Create_WithAValueOutOfRange_IsRefused(string name, string key, object value) =>
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => Create(name, (key, value))).Code);

    [Fact]
    public void ChannelDropout_OfAllChannels_IsRefused()
    {
        using var input = TransformInput.Owning(ImageFixtures.Noise(3, 8, 8, 2));
        Assert.Equal("FL3030", Assert.Throws<FoldlineException>(() => new ChannelDropout().Apply(input, new ChannelDropoutParameters(2, 1))).Code);
    }

    [Fact]
    public void Normalize_OfOtherChannels_IsRefusedAndLeavesNothingBehind()
    {
        using var input = TransformInput.Owning(ImageFixtures.Noise(3, 8, 8, 2));
        var normalize = new Normalize(PixelNormalization.ImageNet);
        Assert.Equal("FL3015", Assert.Throws<FoldlineException>(() => normalize.Apply(input, NoParameters.Instance)).Code);
    }

    private static Transform Create(string name, params (string Key, object? Value)[] arguments) =>
        ImageTransforms.Table.Create(name, new PartArguments(name, arguments.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))));
}
