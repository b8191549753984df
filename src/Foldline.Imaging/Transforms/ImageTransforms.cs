namespace Foldline.Imaging;

/// <summary>The table of transforms that recipes name.</summary>
public static class ImageTransforms
{
    /// <summary>
    /// All built-in transforms: name to factory. Ranges are one number (symmetric) or [low, high]. What moves pixels stands in
    /// <see cref="GeometricTransforms"/>, what changes them in <see cref="PixelTransforms"/>,
    /// what rearranges channels in <see cref="ChannelTransforms"/>, what is made of both in <see cref="GroupTransforms"/>.
    /// </summary>
    public static PartTable<Transform> Table { get; } = new("transform", [.. GeometricTransforms.Rows, .. PixelTransforms.Rows, .. ChannelTransforms.Rows, .. GroupTransforms.Rows]);
}
