using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class TransformTargetTests : LeakCheck
{
    [Theory]
    [InlineData(BoxFormat.PascalVoc, 10, 20, 30, 25)]
    [InlineData(BoxFormat.Coco, 10, 20, 20, 5)]
    [InlineData(BoxFormat.Yolo, 0.2, 0.45, 0.2, 0.1)]
    [InlineData(BoxFormat.Albumentations, 0.1, 0.4, 0.3, 0.5)]
    public void Box_InEachFormat_IsTheSame(BoxFormat format, double a, double b, double c, double d)
    {
        var size = new ImageSize(50, 100);
        var box = BoundingBox.From(format, [a, b, c, d], size);
        Assert.Equal([0.1, 0.4, 0.3, 0.5], new[] { box.Left, box.Top, box.Right, box.Bottom }.Select(value => Math.Round(value, 12)));
        Assert.Equal([a, b, c, d], box.To(format, size).Select(value => Math.Round(value, 12)));
    }

    [Fact]
    public void Keypoint_InAnyOrderOfLetters_IsRead()
    {
        var point = Keypoint.From("syax", [2, 7, 270, 5]);
        Assert.Equal((5, 7, 2), (point.X, point.Y, point.Scale));
        Assert.Equal([7, 5, 270], point.To("yxa"));
        Assert.Equal(90, (point with { Angle = point.Angle + Math.PI }).To("xya")[2], 1e-9);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("xyq")]
    [InlineData("xyy")]
    [InlineData("xyas")]
    public void Keypoint_WithLettersThatDoNotFit_IsRefused(string letters) => Assert.Throws<ArgumentException>(() => Keypoint.From(letters, [1, 2, 3]));

    [Theory]
    [InlineData(0.5, 0.1, 0.4, 0.2)]
    [InlineData(0.1, 0.1, 1.2, 0.2)]
    [InlineData(double.NaN, 0.1, 0.4, 0.2)]
    public void WithBoxes_OfAWrongBox_IsRefused(double left, double top, double right, double bottom)
    {
        using var image = ImageFixtures.Noise(1, 8, 8, 1);
        using var input = TransformInput.Borrowing(image);
        Assert.Equal("FL3019", Assert.Throws<FoldlineException>(() => input.WithBoxes([new BoundingBox(left, top, right, bottom)])).Code);
    }

    [Fact]
    public void Move_DropsWhatTheFilterDoesNotWant_AndKeepsPositions()
    {
        using var image = ImageFixtures.Noise(1, 40, 60, 1);
        using var input = TransformInput.Borrowing(image);
        BoundingBox[] boxes = [BoundingBox.FromPixels(0, 0, 2, 2, input.Size), BoundingBox.FromPixels(10, 10, 30, 20, input.Size)];
        input.WithBoxes(boxes, new BoxFilter { MinArea = 10 }).WithKeypoints([new Keypoint(-1, 3), new Keypoint(5, 5)]);
        new HorizontalFlip().Apply(input, NoParameters.Instance);
        Assert.Equal([1], input.Boxes.Select(box => box.Position));
        Assert.Equal([30, 10, 50, 20], input.Boxes[0].To(BoxFormat.PascalVoc, input.Size).Select(value => Math.Round(value, 9)));
        Assert.Equal([(54, 5, 1)], input.Keypoints.Select(point => (point.X, point.Y, point.Position)));
    }
}
