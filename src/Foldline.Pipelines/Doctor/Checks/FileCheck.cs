using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Records;

namespace Foldline.Pipelines.Doctor.Checks;

/// <summary>Samples without files, and files beside theirs without samples.</summary>
internal static class FileCheck
{
    private const string Name = "files";

    public static IEnumerable<Finding> Look(Examination examination)
    {
        if (examination.Recipe.Input.Kind == InputKind.TfRecord)
            return [];
        return [.. Missing(examination, examination.Data.Train, "labelled"), .. Missing(examination, examination.Data.Test, "test"), .. Unnamed(examination)];
    }

    private static IEnumerable<Finding> Missing(Examination examination, SampleSet? samples, string kind)
    {
        if (samples is null)
            yield break;
        List<int> rows = [.. Enumerable.Range(0, samples.Count).Where(row => !File.Exists(examination.PathOf(samples, row)))];
        if (rows.Count > 0)
        {
            yield return new Finding(
                Name,
                Severity.Error,
                $"{rows.Count} of {samples.Count} {kind} samples have no file.",
                "Correct the query that makes the paths or the data folder, or leave these samples out in the query.")
            {
                Evidence = Evidence.Of([.. rows.Select(row => $"{samples.Ids[row]}: {samples.Images[row]}")]),
            };
        }
    }

    private static IEnumerable<Finding> Unnamed(Examination examination)
    {
        // A limit leaves samples out, and their files are no surprise.
        if (examination.Recipe.Debug.Limit is not null)
            yield break;
        HashSet<string> named = new(NamedFiles(examination), StringComparer.Ordinal);
        HashSet<string> endings = new(examination.Data.Train.Images.Select(Path.GetExtension).OfType<string>(), StringComparer.OrdinalIgnoreCase);
        foreach (var folder in named.Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(Directory.Exists))
        {
            List<string> files = [.. Directory.EnumerateFiles(folder!).Where(file => endings.Contains(Path.GetExtension(file)) && !named.Contains(file)).Order(StringComparer.Ordinal)];
            if (files.Count == 0)
                continue;
            yield return new Finding(
                Name,
                Severity.Warning,
                $"{files.Count} files in '{Path.GetRelativePath(examination.Data.Folder, folder!)}' belong to no sample.",
                "Look at the queries 'samples' and 'test_samples': a join or condition may lose rows. If the files are to be left out, skip this check (doctor.skip=[files]).")
            {
                Evidence = Evidence.Of([.. files.Select(file => Path.GetRelativePath(examination.Data.Folder, file))]),
            };
        }
    }

    private static IEnumerable<string> NamedFiles(Examination examination)
    {
        SampleSet?[] sets = [examination.Data.Train, examination.Data.Test];
        var masks = examination.Recipe.Target is { Kind: TargetKind.Masks, Format: not MaskFormat.RunLengths } ? examination.Data.Train.Targets.Masks : [];
        return sets.OfType<SampleSet>().SelectMany(samples => samples.Images)
            .Concat(masks.OfType<string>())
            .Select(file => Path.GetFullPath(file, examination.Data.Folder));
    }
}
