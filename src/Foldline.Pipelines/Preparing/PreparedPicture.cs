namespace Foldline.Pipelines.Preparing;

/// <summary>A row of <c>prepare.csv</c>: a picture that is complete, and what it was made of.</summary>
/// <param name="Source">Path of the file in the data folder.</param>
/// <param name="SourceBytes">Its length.</param>
/// <param name="Picture">Path of the picture in the output folder.</param>
/// <param name="PictureBytes">Its length.</param>
/// <param name="Height">Height of the original.</param>
/// <param name="Width">Width of the original.</param>
/// <param name="Count">Pictures that the file holds, of which the first was taken.</param>
/// <param name="Settings">What <see cref="Preparation.Describe"/> said.</param>
internal sealed record PreparedPicture(string Source, long SourceBytes, string Picture, long PictureBytes, int Height, int Width, int Count, string Settings);
