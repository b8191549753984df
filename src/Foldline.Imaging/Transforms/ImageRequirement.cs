namespace Foldline.Imaging;

/// <summary>Refuses images that a transform is not defined for.</summary>
internal static class ImageRequirement
{
    /// <summary>The image must be 8-bit.</summary>
    /// <exception cref="FoldlineException">FL3030.</exception>
    public static void RequireUInt8(this TransformInput input, string transform)
    {
        if (input.PixelType != PixelType.UInt8)
            throw Refusal(input, transform, "8-bit samples");
    }

    /// <summary>The image must hold real numbers.</summary>
    /// <exception cref="FoldlineException">FL3030.</exception>
    public static void RequireFloat(this TransformInput input, string transform)
    {
        if (input.PixelType != PixelType.Float32)
            throw Refusal(input, transform, "real numbers");
    }

    /// <summary>The image must not be 16-bit.</summary>
    /// <exception cref="FoldlineException">FL3030.</exception>
    public static void RefuseUInt16(this TransformInput input, string transform)
    {
        if (input.PixelType == PixelType.UInt16)
            throw Refusal(input, transform, "8-bit samples or real numbers");
    }

    /// <summary>The image must have three channels.</summary>
    /// <exception cref="FoldlineException">FL3030.</exception>
    public static void RequireRgb(this TransformInput input, string transform)
    {
        if (input.Channels != 3)
            throw Refusal(input, transform, "3 channels");
    }

    /// <summary>The image must have one channel or three.</summary>
    /// <exception cref="FoldlineException">FL3030.</exception>
    public static void RequireGrayOrRgb(this TransformInput input, string transform)
    {
        if (input.Channels is not (1 or 3))
            throw Refusal(input, transform, "1 or 3 channels");
    }

    /// <summary>The error for an image that a transform is not defined for.</summary>
    public static FoldlineException Refusal(TransformInput input, string transform, string expected)
    {
        var found = $"{input.Size} with {input.Channels} channels of {input.PixelType}";
        return FoldlineException.User(
            "FL3030",
            $"The transform '{transform}' needs {expected}; the image is {found}. Put 'from_float', 'to_float', 'to_rgb' or 'to_gray' before it.",
            null,
            ("transform", transform),
            ("found", found),
            ("expected", expected));
    }
}
