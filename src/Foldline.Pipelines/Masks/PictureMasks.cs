using Foldline.Imaging;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Masks;

/// <summary>Masks as pictures, a column for each class; pixels other than 0 belong to it.</summary>
internal sealed class PictureMasks(TargetSpec target, SampleSet samples, string folder) : MaskReader(target, samples, folder)
{
    private static readonly DecodeOptions Gray = new() { ColorMode = ColorMode.Gray };

    /// <inheritdoc/>
    public override Image Read(int row, ImageSize size)
    {
        var mask = Empty(size);
        try
        {
            for (var c = 0; c < Layout.Channels; c++)
            {
                if (Text(row, c) is { } path)
                    Draw(PathOf(path), mask, c);
            }

            return mask;
        }
        catch
        {
            mask.Dispose();
            throw;
        }
    }

    private static void Draw(string path, Image mask, int channel)
    {
        using var picture = ImageCodec.Decode(path, Gray);
        RequireSize(picture, path, mask.Size);
        var from = picture.Pixels<byte>();
        var to = mask.Pixels<byte>();
        for (var i = 0; i < from.Length; i++)
            to[(i * mask.Channels) + channel] = from[i] == 0 ? (byte)0 : (byte)1;
    }
}
