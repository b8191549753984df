namespace Foldline.Pipelines.Doctor;

/// <summary>One thing that is looked at before training.</summary>
/// <param name="Name">Name in findings and recipes.</param>
/// <param name="Cost">What it has to look at.</param>
/// <param name="Question">What it asks, for the documentation.</param>
/// <param name="Look">Gives the findings; none when all is well.</param>
public sealed record DoctorCheck(string Name, CheckCost Cost, string Question, Func<Examination, IEnumerable<Finding>> Look);
