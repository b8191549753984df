namespace Foldline.Pipelines.Preparing;

/// <summary>A file to prepare.</summary>
/// <param name="Folder">Folder of the recipe that it lies in.</param>
/// <param name="Id">Its path below that folder without the ending: the <c>image_id</c>.</param>
/// <param name="Source">Its path in the data folder.</param>
/// <param name="Picture">Path of its picture in the output folder.</param>
internal sealed record SourceFile(string Folder, string Id, string Source, string Picture);
