namespace Foldline.Reports;

/// <summary>A name and what it stands for.</summary>
/// <param name="Name">Such as <c>engine</c>.</param>
/// <param name="Value">Such as <c>libtorch 1.13.1, CPU</c>.</param>
public sealed record ReportFact(string Name, string Value);
