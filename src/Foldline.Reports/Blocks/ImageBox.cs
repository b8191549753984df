namespace Foldline.Reports;

/// <summary>A rectangle over an image, in fractions of its width and height (0 to 1 from the upper left corner).</summary>
/// <param name="Left">Left edge.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Bottom">Lower edge.</param>
/// <param name="Label">What it marks; equal labels get the same colour.</param>
public sealed record ImageBox(double Left, double Top, double Right, double Bottom, string Label);
