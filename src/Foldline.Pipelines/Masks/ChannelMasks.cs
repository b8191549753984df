using Foldline.Data.Arrays;
using Foldline.Imaging;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Masks;

/// <summary>Masks as pictures or <c>.npy</c> files with a channel for each class; pixels other than 0 belong to it.</summary>
internal sealed class ChannelMasks(TargetSpec target, SampleSet samples, string folder) : MaskReader(target, samples, folder)
{
    private static readonly DecodeOptions Unchanged = new() { ColorMode = ColorMode.Unchanged };

    /// <inheritdoc/>
    public override Image Read(int row, ImageSize size)
    {
        if (Text(row, 0) is not { } text)
            return Empty(size);
        var path = PathOf(text);
        using var picture = path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) ? ArrayImage.Read(path) : ImageCodec.Decode(path, Unchanged);
        RequireSize(picture, path, size);
        if (picture.Channels != Layout.Channels)
            throw WrongChannels(picture, path);
        using var bytes = picture.ConvertTo(PixelType.UInt8, picture.PixelType == PixelType.UInt8 ? 1 : 255);
        var mask = Empty(size);
        var from = bytes.Pixels<byte>();
        var to = mask.Pixels<byte>();
        for (var i = 0; i < from.Length; i++)
            to[i] = from[i] == 0 ? (byte)0 : (byte)1;
        return mask;
    }

    private FoldlineException WrongChannels(Image picture, string path) => FoldlineException.User(
        "FL4602",
        $"The mask '{path}' has {picture.Channels} channels, but the recipe's target names {Layout.Channels} classes. Give masks a channel for each class, or correct 'target.names'.",
        null,
        ("file", path),
        ("found", $"{picture.Channels}"),
        ("expected", $"{Layout.Channels}"));
}
