namespace Foldline.Pipelines.Records;

/// <summary>A marked region of an image.</summary>
/// <param name="Label">What was marked.</param>
/// <param name="Left">Left edge in pixels of the image file.</param>
/// <param name="Top">Upper edge in pixels of the image file.</param>
/// <param name="Right">Right edge in pixels of the image file.</param>
/// <param name="Bottom">Lower edge in pixels of the image file.</param>
public sealed record SampleBox(string Label, double Left, double Top, double Right, double Bottom);
