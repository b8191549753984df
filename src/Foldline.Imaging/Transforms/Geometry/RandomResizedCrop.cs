namespace Foldline.Imaging;

/// <summary>
/// Cuts out a part of random area and aspect ratio anywhere and resizes it; masks by nearest neighbour.
/// Recipe: <c>random_resized_crop: {height: 224, width: 224, scale: [0.08, 1], ratio: [0.75, 1.333]}</c>. Definition: albumentations 1.3.1.
/// </summary>
/// <param name="result">Size of the result.</param>
/// <param name="interpolation">For the image.</param>
public sealed class RandomResizedCrop(ImageSize result, Interpolation interpolation = Interpolation.Linear) : GeometricTransform
{
    private const int Attempts = 10;

    /// <inheritdoc/>
    public override string Name => "random_resized_crop";

    /// <summary>Area of the part as a share of the image's.</summary>
    public ValueRange Scale { get; init; } = new(0.08, 1);

    /// <summary>Width over height of the part, above 0; uniform in the logarithm.</summary>
    public ValueRange Ratio { get; init; } = new(3.0 / 4, 4.0 / 3);

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var logarithms = new ValueRange(Math.Log(Ratio.Low), Math.Log(Ratio.High));
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var area = Scale.Draw(ref random) * size.Height * size.Width;
            var aspect = Math.Exp(logarithms.Draw(ref random));
            var (width, height) = ((int)Math.Round(Math.Sqrt(area * aspect)), (int)Math.Round(Math.Sqrt(area / aspect)));
            if (width < 1 || width > size.Width || height < 1 || height > size.Height)
                continue;
            var top = random.NextInt32(size.Height - height + 1);
            var left = random.NextInt32(size.Width - width + 1);
            return At(height, width, top, left, size);
        }

        return Central(size);
    }

    /// <inheritdoc/>
    public override Motion MotionFor(TransformParameters parameters, ImageSize size)
    {
        var crop = Expect<CropParameters>(parameters).MotionFor(size);
        return new MotionChain(crop, new ResizeMotion(crop.Size, result, interpolation));
    }

    // The smallest addition makes the share give back the row exactly, and keeps it below 1.
    private static CropParameters At(int height, int width, int top, int left, ImageSize size) =>
        new(height, width, top / (size.Height - height + 1e-10), left / (size.Width - width + 1e-10));

    // The whole image as far as the aspect ratios allow.
    private CropParameters Central(ImageSize size)
    {
        var aspect = size.Width / (double)size.Height;
        var (height, width) = (size.Height, size.Width);
        if (aspect < Ratio.Low)
            height = Math.Clamp((int)Math.Round(width / Ratio.Low), 1, size.Height);
        else if (aspect > Ratio.High)
            width = Math.Clamp((int)Math.Round(height * Ratio.High), 1, size.Width);
        return At(height, width, (size.Height - height) / 2, (size.Width - width) / 2, size);
    }
}
