namespace Foldline.Pipelines.Doctor.Checks;

/// <summary>Images that are there and cannot be read.</summary>
internal static class UnreadableCheck
{
    public static IEnumerable<Finding> Look(Examination examination)
    {
        // A file that is not there is the matter of another check.
        List<string> failures = [.. examination.Images!.Failures
            .Where(failure => !failure.Reason.StartsWith("FL3001:", StringComparison.Ordinal))
            .Select(failure => $"{examination.IdOf(failure.Number)}: {failure.Reason}")];
        if (failures.Count > 0)
        {
            yield return new Finding("unreadable", Severity.Error, $"{failures.Count} of {examination.Count} images cannot be read.", "Copy the files again, leave the samples out, or set input.strict=false to use what is left of damaged pictures.")
            {
                Evidence = Evidence.Of(failures),
            };
        }
    }
}
