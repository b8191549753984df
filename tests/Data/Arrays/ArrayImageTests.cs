using Foldline.Data.Arrays;
using Foldline.Imaging;
using Foldline.Tests.Imaging;

namespace Foldline.Tests.Data.Arrays;

public sealed class ArrayImageTests : LeakCheck
{
    private static readonly float[] Interleaved = [0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11];

    [Fact]
    public void From_OfBothLayouts_GivesTheSameImage()
    {
        float[] planes = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        using var first = ArrayImage.From(NumericArray.From<float>(planes, 2, 2, 3), "array");
        using var last = ArrayImage.From(NumericArray.From<float>(Interleaved, 2, 3, 2), "array", channelsLast: true);

        Assert.Equal((new ImageSize(2, 3), 2), (first.Size, first.Channels));
        Assert.Equal(Interleaved, first.Pixels<float>().ToArray());
        Assert.Equal(Interleaved, last.Pixels<float>().ToArray());
    }

    [Fact]
    public void From_OfEachType_KeepsItsValues()
    {
        AssertValues<byte, byte>([0, 255], [0, 255]);
        AssertValues<bool, byte>([false, true], [0, 1]);
        AssertValues<ushort, ushort>([0, 65535], [0, 65535]);
        AssertValues<short, float>([-3, 300], [-3, 300]);
        AssertValues<Half, float>([(Half)0.5, (Half)(-2)], [0.5f, -2]);
        AssertValues<double, float>([1e-3, 4], [1e-3f, 4]);
        AssertValues<long, float>([-1, 1L << 20], [-1, 1 << 20]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1, 1, 2, 2)]
    [InlineData(0, 4)]
    public void From_OfOtherShapes_IsRefused(params int[] shape)
    {
        long[] lengths = [.. shape.Select(length => (long)length)];
        var array = NumericArray.From<byte>(new byte[shape.Aggregate(1, (a, b) => a * b)], lengths);

        Assert.Equal("FL4603", Assert.Throws<FoldlineException>(() => ArrayImage.From(array, "array")).Code);
    }

    [Fact]
    public void Select_AndStack_RearrangeChannels()
    {
        using var image = ArrayImage.From(NumericArray.From<float>([.. Enumerable.Range(0, 12).Select(i => (float)i)], 3, 2, 2), "array");
        using var selected = Apply(image, "select_channels", new("channels", new List<object?> { 2L, 0L }));
        using var stacked = Apply(image, "stack_channels", new("count", 3L));

        Assert.Equal([8, 0, 9, 1, 10, 2, 11, 3], selected.Pixels<float>().ToArray());
        Assert.Equal(new ImageSize(6, 2), stacked.Size);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), stacked.Pixels<float>().ToArray());
        Assert.Equal("FL3030", Assert.Throws<FoldlineException>(() => Apply(image, "select_channels", new("channels", new List<object?> { 3L })).Dispose()).Code);
        Assert.Equal("FL3030", Assert.Throws<FoldlineException>(() => Apply(image, "stack_channels", new("count", 2L)).Dispose()).Code);
    }

    private static Image Apply(Image image, string name, KeyValuePair<string, object?> argument)
    {
        using var input = TransformInput.Borrowing(image);
        var transform = ImageTransforms.Table.Create(name, new PartArguments(name, [argument]));
        new TransformPipeline([transform]).Apply(input, new SampleKey(0, 0, 0));
        return input.TakeImage();
    }

    private static void AssertValues<TArray, TPixel>(TArray[] values, TPixel[] expected)
        where TArray : unmanaged
        where TPixel : unmanaged
    {
        using var image = ArrayImage.From(NumericArray.From<TArray>(values, 1, 2), "array");
        Assert.Equal(expected, image.Pixels<TPixel>().ToArray());
    }
}
