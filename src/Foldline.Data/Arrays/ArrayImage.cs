using System.Collections.Immutable;
using Foldline.Imaging;

namespace Foldline.Data.Arrays;

/// <summary>
/// Arrays as images: [H, W] or, with channels, [C, H, W] or [H, W, C]. Bytes and truth values become 8-bit images, 16 bits without sign
/// 16-bit ones, everything else real numbers.
/// </summary>
public static class ArrayImage
{
    /// <summary>Reads an <c>.npy</c> file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="channelsLast">Whether arrays of three dimensions are [H, W, C].</param>
    /// <exception cref="FoldlineException">FL4401 to FL4403: the file is refused. FL4603: the array is no image.</exception>
    public static Image Read(string path, bool channelsLast = false) => From(NpyFile.Read(path), path, channelsLast);

    /// <summary>Makes an image of an array.</summary>
    /// <param name="array">The array.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="channelsLast">Whether arrays of three dimensions are [H, W, C].</param>
    /// <exception cref="FoldlineException">FL4603: the array is no image.</exception>
    public static Image From(NumericArray array, string name, bool channelsLast = false)
    {
        ArgumentNullException.ThrowIfNull(array);
        var (size, channels) = SizeOf(array.Shape, name, channelsLast);
        var layout = (size, channels, channelsLast);
        return array.Type switch
        {
            ArrayType.Bool => Fill(array.As<bool>(), layout, value => value ? (byte)1 : (byte)0),
            ArrayType.UInt8 => Fill(array.As<byte>(), layout, value => value),
            ArrayType.UInt16 => Fill(array.As<ushort>(), layout, value => value),
            ArrayType.Int8 => Fill(array.As<sbyte>(), layout, value => (float)value),
            ArrayType.Int16 => Fill(array.As<short>(), layout, value => (float)value),
            ArrayType.UInt32 => Fill(array.As<uint>(), layout, value => (float)value),
            ArrayType.Int32 => Fill(array.As<int>(), layout, value => (float)value),
            ArrayType.UInt64 => Fill(array.As<ulong>(), layout, value => (float)value),
            ArrayType.Int64 => Fill(array.As<long>(), layout, value => (float)value),
            ArrayType.Float16 => Fill(array.As<Half>(), layout, value => (float)value),
            ArrayType.Float32 => Fill(array.As<float>(), layout, value => value),
            _ => Fill(array.As<double>(), layout, value => (float)value),
        };
    }

    /// <summary>Height, width and channels of an array's image.</summary>
    /// <param name="shape">Lengths of the dimensions.</param>
    /// <param name="name">What error messages call it.</param>
    /// <param name="channelsLast">Whether arrays of three dimensions are [H, W, C].</param>
    /// <exception cref="FoldlineException">FL4603: an array of this shape is no image.</exception>
    public static (ImageSize Size, int Channels) SizeOf(ImmutableArray<long> shape, string name, bool channelsLast = false)
    {
        var product = shape.Aggregate((Int128)1, (all, length) => all * length);
        if (shape.Length is 2 or 3 && product > 0 && product <= int.MaxValue)
        {
            var sides = shape.Select(length => (int)length).ToArray();
            return sides switch
            {
                [var height, var width] => (new ImageSize(height, width), 1),
                _ when channelsLast => (new ImageSize(sides[0], sides[1]), sides[2]),
                _ => (new ImageSize(sides[1], sides[2]), sides[0]),
            };
        }

        throw FoldlineException.User(
            "FL4603",
            $"The array '{name}' of shape ({string.Join(", ", shape)}) is no image. Expected are two dimensions (height, width) or three with the channels, none of them 0.",
            null,
            ("file", name),
            ("found", string.Join(", ", shape)));
    }

    private static Image Fill<TFrom, TTo>(ReadOnlySpan<TFrom> values, (ImageSize Size, int Channels, bool ChannelsLast) layout, Func<TFrom, TTo> convert)
        where TTo : unmanaged
    {
        var ((height, width), channels, channelsLast) = layout;
        var image = Image.Allocate(height, width, channels, PixelTypes.Of<TTo>());
        var pixels = image.Pixels<TTo>();
        if (channelsLast || channels == 1)
        {
            for (var i = 0; i < pixels.Length; i++)
                pixels[i] = convert(values[i]);
            return image;
        }

        var plane = height * width;
        for (var c = 0; c < channels; c++)
        {
            for (int i = 0, to = c; i < plane; i++, to += channels)
                pixels[to] = convert(values[(c * plane) + i]);
        }

        return image;
    }
}
