namespace Foldline.Pipelines.Preparing;

/// <summary>What the jobs of a <see cref="QueryPreparation"/> work with.</summary>
/// <param name="Run">The preparation.</param>
/// <param name="Manifest">What is complete.</param>
/// <param name="Tables">Reads sources that are tables.</param>
/// <param name="Settings">All settings that files depend on, as a text.</param>
internal sealed record QueryWork(PreparationRun Run, OutputManifest Manifest, TableFiles Tables, string Settings)
{
    /// <summary>Full path of a source.</summary>
    /// <param name="file">Path in the data folder.</param>
    public string SourceOf(string file) => Path.Combine(Run.Options.DataFolder, file);

    /// <summary>Whether a file is to be made.</summary>
    /// <param name="file">Path in the output folder.</param>
    public bool IsWanted(string file) => Run.Options.Only?.Contains(file) ?? true;

    /// <summary>Full path of a file of the output.</summary>
    /// <param name="file">Path in the output folder.</param>
    public string OutputOf(string file) => Path.Combine(Run.Options.OutFolder, file);
}
