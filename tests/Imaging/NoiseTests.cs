using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class NoiseTests : LeakCheck
{
    [Fact]
    public void GaussNoise_HasTheMomentsAndTailsOfANormalDistribution()
    {
        var noise = Noise(new GaussNoise { Mean = 0.01 }, new GaussNoiseParameters(0.05, 77), 3).Select(value => (value - 0.5) / 0.05).ToArray();
        var mean = noise.Average();
        Assert.Equal(0.2, mean, 0.02);
        Assert.Equal(1, noise.Average(value => (value - mean) * (value - mean)), 0.02);
        Assert.Equal(0.1587, noise.Average(value => value - 0.2 > 1 ? 1.0 : 0), 0.005);
        Assert.Equal(0.02275, noise.Average(value => value - 0.2 < -2 ? 1.0 : 0), 0.002);
        Assert.Equal(0.00135, noise.Average(value => value - 0.2 > 3 ? 1.0 : 0), 0.0006);
    }

    [Fact]
    public void GaussNoise_PerPixel_IsTheSameInAllChannels()
    {
        var noise = Noise(new GaussNoise { PerChannel = false }, new GaussNoiseParameters(0.05, 5), 3);
        Assert.All(noise.Chunk(3), pixel => Assert.Single(pixel.Distinct()));
        var gray = Noise(new GaussNoise(), new GaussNoiseParameters(0.05, 5), 1);
        Assert.Equal(gray, noise.Where((_, i) => i % 3 == 0));
    }

    [Fact]
    public void MultiplicativeNoise_OfElements_IsUniform()
    {
        var factors = Noise(new MultiplicativeNoise { Factor = new ValueRange(0.5, 1.5), Elementwise = true, PerChannel = true }, new MultiplicativeNoiseParameters(3), 3)
            .Select(value => value / 0.5).ToArray();
        Assert.All(factors, factor => Assert.InRange(factor, 0.4999, 1.5001));
        Assert.Equal(1, factors.Average(), 0.01);
        Assert.Equal(1.0 / 12, factors.Average(factor => (factor - 1) * (factor - 1)), 0.002);
    }

    [Fact]
    public void MultiplicativeNoise_PerChannel_HasOneFactorEach()
    {
        var factors = Noise(new MultiplicativeNoise { PerChannel = true }, new MultiplicativeNoiseParameters(3), 3);
        Assert.Equal(3, factors.Distinct().Count());
        Assert.Equal(3, factors.Chunk(3).SelectMany(pixel => pixel).Take(3).Distinct().Count());
    }

    [Fact]
    public void IsoNoise_BrightensByWhatItsPoissonNumbersAre()
    {
        using var image = Image.Allocate(100, 100, 3, PixelType.UInt8);
        var pixels = image.Pixels<byte>();
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = i < pixels.Length / 2 ? (byte)60 : (byte)160;
        using var input = TransformInput.Borrowing(image);
        new IsoNoise().Apply(input, new IsoNoiseParameters(0.02, 0.4, 9));
        // Lightness has the deviation 50 of 255, so the Poisson numbers have the mean and the variance 20.
        double[] added = [.. input.Image.Pixels<byte>()[..(pixels.Length / 2)].ToArray().Select(value => (value - 60) / (1 - (60 / 255.0)))];
        Assert.Equal(20, added.Average(), 0.8);
        Assert.Equal(20, added.Average(value => value * value) - (added.Average() * added.Average()), 4.0);
    }

    [Theory]
    [InlineData("gauss_noise")]
    [InlineData("multiplicative_noise")]
    [InlineData("iso_noise")]
    public void Apply_OfTheSameParameters_GivesTheSamePixelsInPlaceOrNot(string name)
    {
        var transform = ImageTransforms.Table.Create(name, new PartArguments(name));
        var random = CounterRandom.For(8);
        using var image = ImageFixtures.Noise(2, 67, 51, 3);
        var drawn = transform.Draw(ref random, image.Size);
        using var borrowed = TransformInput.Borrowing(image);
        using var owned = TransformInput.Owning(image.Clone());
        transform.Apply(borrowed, drawn);
        transform.Apply(owned, drawn);
        Assert.Equal(Arrays.Values(borrowed.Image), Arrays.Values(owned.Image));
        Assert.NotEqual(Arrays.Values(image), Arrays.Values(owned.Image));
    }

    private static double[] Noise(Transform transform, TransformParameters parameters, int channels)
    {
        var image = Image.Allocate(150, 160, channels, PixelType.Float32);
        image.Pixels<float>().Fill(0.5f);
        using var input = TransformInput.Owning(image);
        transform.Apply(input, parameters);
        return Arrays.Values(input.Image);
    }
}
