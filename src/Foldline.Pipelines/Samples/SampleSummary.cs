namespace Foldline.Pipelines.Samples;

/// <summary>What a sample generator wrote.</summary>
/// <param name="Folder">The folder, as given.</param>
/// <param name="TrainCount">Training images.</param>
/// <param name="TestCount">Test images.</param>
/// <param name="Files">Files in the folder itself, without the images.</param>
public sealed record SampleSummary(string Folder, int TrainCount, int TestCount, IReadOnlyList<string> Files);
