using Foldline.Pipelines.Doctor;
using Foldline.Reports;

namespace Foldline.Pipelines.Reporting;

/// <summary>The chapter on what the doctor found.</summary>
internal static class DoctorSection
{
    /// <summary>A table of the findings, the gravest first.</summary>
    /// <param name="diagnosis">The findings.</param>
    /// <returns>Nothing when there are none.</returns>
    public static IEnumerable<ReportSection> Build(Diagnosis diagnosis)
    {
        if (diagnosis.Findings.IsEmpty)
            yield break;
        var table = new ReportTable(
        [
            Column("severity", finding => finding.Severity.ToString().ToLowerInvariant()),
            Column("check", finding => finding.Check),
            Column("finding", finding => finding.Text),
            Column("evidence", finding => string.Join("; ", finding.Evidence)),
            Column("remedy", finding => finding.Remedy),
        ]);
        yield return new ReportSection("Doctor", [new TableBlock(null, table)]) { Lead = $"What was looked at before training and in its results: {diagnosis}." };

        ReportColumn Column(string name, Func<Finding, string> value) => ReportColumn.OfTexts(name, [.. diagnosis.Findings.Select(value)]);
    }
}
