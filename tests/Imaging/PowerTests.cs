using Foldline.Imaging;

namespace Foldline.Tests.Imaging;

public sealed class PowerTests : LeakCheck
{
    [Theory]
    [InlineData(0.2)]
    [InlineData(0.8)]
    [InlineData(1.0)]
    [InlineData(2.2)]
    [InlineData(7.5)]
    public void Gamma_OfRealNumbers_IsThePowerToAFewUnitsInTheLastPlace(double gamma)
    {
        float[] numbers = [0, -1, 1e-30f, 1e-6f, 0.001f, .. Enumerable.Range(1, 200).Select(i => i / 160f), 1000];
        using var input = TransformInput.Owning(Image.FromPixels<float>(numbers, 1, numbers.Length, 1));
        new RandomGamma().Apply(input, new GammaParameters(gamma));
        var found = input.Image.Pixels<float>().ToArray();
        for (var i = 0; i < numbers.Length; i++)
        {
            var wanted = numbers[i] > 0 ? Math.Pow(numbers[i], gamma) : 0;
            Assert.InRange(found[i], (wanted * (1 - 2e-5)) - 1e-37, (wanted * (1 + 2e-5)) + 1e-37);
            if (numbers[i] is >= 0.001f and <= 1)
                Assert.Equal(wanted, found[i], 1e-6);
        }
    }
}
