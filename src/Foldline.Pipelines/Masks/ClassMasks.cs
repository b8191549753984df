using Foldline.Imaging;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Masks;

/// <summary>Masks as pictures of class numbers, one a sample.</summary>
internal sealed class ClassMasks(TargetSpec target, SampleSet samples, string folder) : MaskReader(target, samples, folder)
{
    private static readonly DecodeOptions Unchanged = new() { ColorMode = ColorMode.Unchanged };

    /// <inheritdoc/>
    public override Image Read(int row, ImageSize size)
    {
        if (Text(row, 0) is not { } text)
            return Empty(size);
        var path = PathOf(text);
        var mask = ImageCodec.Decode(path, Unchanged);
        try
        {
            RequireSize(mask, path, size);
            RequireClasses(mask, path);
            return mask;
        }
        catch
        {
            mask.Dispose();
            throw;
        }
    }

    private void RequireClasses(Image mask, string path)
    {
        if (mask.Channels != 1 || mask.PixelType != PixelType.UInt8)
            throw Wrong(path, $"it is {mask}", "a grey picture of 8 bits");
        var classes = Target.Names.Count;
        foreach (var pixel in mask.Pixels<byte>())
        {
            if (pixel >= classes && pixel != Target.Ignore)
                throw Wrong(path, $"it has a pixel of class {pixel}", $"a number from 0 to {classes - 1}{(Target.Ignore is { } ignore ? $", or {ignore}" : "")}");
        }
    }

    private static FoldlineException Wrong(string path, string found, string expected) => FoldlineException.User(
        "FL4602",
        $"The mask '{path}' does not hold class numbers: {found}; expected is {expected}. Correct the mask or the recipe's target.",
        null,
        ("file", path),
        ("found", found),
        ("expected", expected));
}
