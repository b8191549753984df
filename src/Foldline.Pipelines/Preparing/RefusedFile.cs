namespace Foldline.Pipelines.Preparing;

/// <summary>A row of <c>prepare-errors.csv</c>: a file that gave no picture.</summary>
/// <param name="Source">Path of the file in the data folder.</param>
/// <param name="Code">Code of the error.</param>
/// <param name="Reason">One word for programs, such as <c>truncated</c>.</param>
/// <param name="Message">The error's sentence.</param>
public sealed record RefusedFile(string Source, string Code, string Reason, string Message)
{
    internal static RefusedFile Of(string source, FoldlineException error) => new(source, error.Code, error.Facts.GetValueOrDefault("reason", error.Code), error.Message);
}
