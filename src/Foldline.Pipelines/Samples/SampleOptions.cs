namespace Foldline.Pipelines.Samples;

/// <summary>How a sample data set is made.</summary>
/// <param name="Count">Number of images, training and test together, 10 … 100000.</param>
/// <param name="Size">Height and width of the images in pixels, 32 … 2048.</param>
/// <param name="Seed">Seed; the same options give the same bytes.</param>
public sealed record SampleOptions(int Count = 400, int Size = 256, long Seed = 111)
{
    /// <summary>Checks the ranges.</summary>
    /// <exception cref="FoldlineException">FL6051: a value is out of range.</exception>
    public void Validate()
    {
        Check("count", Count, 10, 100_000);
        Check("size", Size, 32, 2048);
        Check("seed", Seed, 0, uint.MaxValue);
    }

    private static void Check(string name, long value, long low, long high)
    {
        if (value >= low && value <= high)
            return;
        throw FoldlineException.User(
            "FL6051",
            $"The sample's {name} is {value}; expected is a number from {low} to {high}.",
            null,
            ("key", name),
            ("found", $"{value}"),
            ("expected", $"{low} … {high}"));
    }
}
