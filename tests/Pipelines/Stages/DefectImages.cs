using Foldline.Data.Arrays;
using Foldline.Imaging;

namespace Foldline.Tests.Pipelines.Stages;

/// <summary>Made-up pictures with bright and dark squares on noise, in the layout of steel-defect competitions.</summary>
internal static class DefectImages
{
    public const int Height = 40;
    public const int Width = 56;

    /// <summary>Writes <c>train_images</c>, <c>test_images</c>, <c>masks</c>, <c>train.csv</c> and <c>sample_submission.csv</c>.</summary>
    public static void Write(TemporaryFolder folder, int train, int test)
    {
        foreach (var name in (string[])["train_images", "test_images", "masks", "arrays"])
            Directory.CreateDirectory(folder.At(name));
        var rows = new List<string> { "ImageId_ClassId,EncodedPixels" };
        var sample = new List<string> { "ImageId_ClassId,EncodedPixels" };
        for (var i = 0; i < train + test; i++)
        {
            var isTest = i >= train;
            var name = $"{i:000}.png";
            var texts = WriteOne(folder, isTest ? "test_images" : "train_images", name, i);
            for (var c = 0; c < 2; c++)
                (isTest ? sample : rows).Add($"{name}_{c + 1},{(isTest ? "" : texts[c])}");
        }

        File.WriteAllLines(folder.At("train.csv"), rows);
        File.WriteAllLines(folder.At("sample_submission.csv"), sample);
    }

    private static string[] WriteOne(TemporaryFolder folder, string images, string name, int number)
    {
        var random = CounterRandom.For(5, (ulong)number);
        var pixels = new byte[Height * Width];
        var classes = new byte[pixels.Length];
        foreach (ref var pixel in pixels.AsSpan())
            pixel = (byte)(110 + random.NextInt32(30));
        if (number % 4 != 0)
            Square(ref random, pixels, classes, (byte)(1 + (number % 2)));
        WritePng(folder.At(images, name), pixels, Width);
        WritePng(folder.At("masks", name), classes, Width);
        NpyFile.Write(folder.At("arrays", name + ".npy"), NumericArray.From<byte>(pixels, Height, Width));
        return [.. Enumerable.Range(1, 2).Select(c => Encode(classes, c))];
    }

    private static void Square(ref CounterRandom random, byte[] pixels, byte[] classes, byte number)
    {
        var (top, left, side) = (random.NextInt32(Height - 16), random.NextInt32(Width - 16), 10 + random.NextInt32(6));
        for (var row = top; row < top + side; row++)
        {
            for (var column = left; column < left + side; column++)
            {
                pixels[(row * Width) + column] = (byte)(number == 1 ? 240 : 10);
                classes[(row * Width) + column] = number;
            }
        }
    }

    private static string Encode(byte[] classes, int number)
    {
        using var mask = Image.FromPixels<byte>([.. classes.Select(value => (byte)(value == number ? 1 : 0))], Height, Width, 1);
        return RunLength.Encode(mask);
    }

    private static void WritePng(string path, byte[] pixels, int width)
    {
        using var image = Image.FromPixels<byte>(pixels, pixels.Length / width, width, 1);
        File.WriteAllBytes(path, ImageCodec.Encode(image));
    }
}
