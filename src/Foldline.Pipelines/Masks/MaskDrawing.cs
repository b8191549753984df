using Foldline.Imaging;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Masks;

/// <summary>Draws masks over pictures, each class in its colour.</summary>
internal static class MaskDrawing
{
    /// <summary>Draws a mask.</summary>
    /// <param name="picture">8-bit RGB; changed in place.</param>
    /// <param name="mask">As a <see cref="MaskReader"/> gives it, of the picture's size.</param>
    /// <param name="target">Says what the mask looks like.</param>
    /// <param name="colors">Colours of the classes.</param>
    public static void Draw(Image picture, Image mask, TargetSpec target, IReadOnlyList<RgbColor> colors)
    {
        if (target.Format == MaskFormat.Classes)
            picture.DrawMask(mask, colors); // class 0 is the background
        else
            DrawPlanes(picture, mask, colors, firstColor: 0);
    }

    /// <summary>Draws a mask with a channel a class.</summary>
    /// <param name="picture">8-bit RGB; changed in place.</param>
    /// <param name="mask">Zeros and ones, of the picture's size.</param>
    /// <param name="colors">Colours of the classes.</param>
    /// <param name="firstColor">Number of the first channel's colour; -1 leaves the first channel out.</param>
    public static void DrawPlanes(Image picture, Image mask, IReadOnlyList<RgbColor> colors, int firstColor)
    {
        using var plane = Image.Allocate(mask.Height, mask.Width, 1, PixelType.UInt8);
        var pixels = mask.Pixels<byte>();
        var marks = plane.Pixels<byte>();
        for (var c = firstColor < 0 ? 1 : 0; c < mask.Channels; c++)
        {
            for (var i = 0; i < marks.Length; i++)
                marks[i] = pixels[(i * mask.Channels) + c] == 0 ? (byte)0 : (byte)(c + firstColor + 1);
            picture.DrawMask(plane, colors);
        }
    }
}
