using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class FusionTests : LeakCheck
{
    [Fact]
    public void Fuse_OfFlipsAndTurns_IsExact()
    {
        Transform[] steps = [new HorizontalFlip(), new Transpose(), new RandomRotate90(), new CenterCrop(new ImageSize(8, 9))];
        Compare(steps, (plain, fused) => Assert.Equal(Values(plain), Values(fused)));
    }

    [Fact]
    public void Fuse_WithOneWarp_GivesThePixelsOfTheStepsWithinItsRounding()
    {
        Transform[] steps = [new HorizontalFlip(), new Rotate { Limit = ValueRange.Symmetric(30) }, new VerticalFlip(), new Crop(5, 6, 25, 27)];
        Compare(steps, (plain, fused) => Assert.All(Values(plain).Zip(Values(fused)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.05)));
    }

    [Fact]
    public void Fuse_OfWarps_MovesWhatStaysWithinAsTheStepsDo()
    {
        Transform[] steps =
        [
            new ShiftScaleRotate { Rotate = ValueRange.Symmetric(10) },
            new Resize(new ImageSize(60, 50)),
            new Affine { Rotate = ValueRange.Symmetric(10), Warp = new WarpOptions() },
            new CenterCrop(new ImageSize(20, 20)),
        ];
        Compare(steps, (plain, fused) =>
        {
            Assert.All(Values(plain).Zip(Values(fused)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.05));
            Assert.Equal(plain.Keypoints, fused.Keypoints);
        });
    }

    [Fact]
    public void Fuse_OfTurnsThatUndoEachOther_LosesNothing()
    {
        using var image = Smooth(40, 40);
        using var input = TransformInput.Borrowing(image);
        var there = new AppliedTransform(0, "rotate", new RotateParameters(20));
        var back = new AppliedTransform(1, "rotate", new RotateParameters(-20));
        new TransformPipeline([new Rotate(), new Rotate()]) { Fuse = true }.Replay(input, [there, back]);
        Assert.All(Arrays.Values(image).Zip(Values(input)), pair => Assert.Equal(pair.First, pair.Second, 0.005));
    }

    [Fact]
    public void Fuse_AcrossOtherBordersOrTransforms_KeepsTheSteps()
    {
        Transform[] steps =
        [
            new CenterCrop(new ImageSize(30, 30)),
            new Rotate { Warp = new WarpOptions { Border = BorderMode.Constant, Fill = [1] } },
            new Rotate(),
            new Perspective(),
            new Rotate { Warp = new WarpOptions { Interpolation = Interpolation.Cubic } },
            new Rotate(),
        ];
        Compare(steps, (plain, fused) => Assert.Equal(Values(plain), Values(fused)));
    }

    private static void Compare(Transform[] steps, Action<TransformInput, TransformInput> check)
    {
        using var image = Smooth(40, 36);
        for (var sample = 0UL; sample < 20; sample++)
        {
            using var plain = TransformInput.Borrowing(image).WithKeypoints([new Keypoint(18, 20, 1, 2)], removeInvisible: false);
            using var fused = TransformInput.Borrowing(image).WithKeypoints([new Keypoint(18, 20, 1, 2)], removeInvisible: false);
            new TransformPipeline(steps).Apply(plain, new SampleKey(1, 0, sample));
            new TransformPipeline(steps) { Fuse = true }.Apply(fused, new SampleKey(1, 0, sample));
            Assert.Equal(plain.Size, fused.Size);
            check(plain, fused);
        }
    }

    private static double[] Values(TransformInput input) => Arrays.Values(input.Image);

    private static Image Smooth(int height, int width)
    {
        var image = Image.Allocate(height, width, 1, PixelType.Float32);
        var pixels = image.Pixels<float>();
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (float)(0.5 + (0.25 * Math.Sin(i % width / 5.0)) + (0.25 * Math.Cos(i / width / 6.0)));
        return image;
    }
}
