using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class ImageTransformsTests
{
    [Fact]
    public void Create_ReadsRangesAsOneNumberOrTwo()
    {
        var transform = Assert.IsType<ShiftScaleRotate>(Create("shift_scale_rotate", ("shift", 0.1), ("scale", new object[] { -0.2, 0.3 }), ("rotate", 10), ("p", 0.25)));
        Assert.Equal(ValueRange.Symmetric(0.1), transform.ShiftX);
        Assert.Equal(new ValueRange(-0.2, 0.3), transform.Scale);
        Assert.Equal(ValueRange.Symmetric(10), transform.Rotate);
        Assert.Equal(0.25, transform.Probability);
    }

    [Theory]
    [InlineData("horizontal_flip")]
    [InlineData("shift_scale_rotate")]
    [InlineData("random_brightness_contrast")]
    public void Create_WithoutArguments_TakesTheReferenceProbability(string name) => Assert.Equal(0.5, Create(name).Probability);

    [Fact]
    public void Create_OfNormalize_TakesAPresetOrNumbers()
    {
        Assert.Equal(PixelNormalization.ImageNet, Assert.IsType<Normalize>(Create("normalize")).Normalization);
        Assert.Equal(PixelNormalization.None, Assert.IsType<Normalize>(Create("normalize", ("preset", "none"))).Normalization);
        Assert.Equal(new PixelNormalization([0.5], [0.2]), Assert.IsType<Normalize>(Create("normalize", ("mean", 0.5), ("std", 0.2))).Normalization);
    }

    [Fact]
    public void Create_OfAnUnknownName_NamesTheNearest()
    {
        var error = Assert.Throws<FoldlineException>(() => Create("horizontalflip"));
        Assert.Equal("horizontal_flip", error.Facts["nearest"]);
    }

    [Fact]
    public void Create_WithAnUnknownArgument_NamesTheNearest()
    {
        var error = Assert.Throws<FoldlineException>(() => Create("shift_scale_rotate", ("rotat", 10)));
        Assert.Equal("rotate", error.Facts["nearest"]);
    }

    [Theory]
    [InlineData("horizontal_flip", "p", 1.5)]
    [InlineData("resize", "height", 0)]
    [InlineData("shift_scale_rotate", "interpolation", "quadratic")]
    public void Create_WithAValueOutOfRange_IsRefused(string name, string key, object value) =>
        Assert.Equal("FL1012", Assert.Throws<FoldlineException>(() => Create(name, (key, value))).Code);

    private static Transform Create(string name, params (string Key, object? Value)[] arguments) =>
        ImageTransforms.Table.Create(name, new PartArguments(name, arguments.Select(pair => KeyValuePair.Create(pair.Key, pair.Value))));
}
