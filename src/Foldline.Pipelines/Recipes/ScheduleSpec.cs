namespace Foldline.Pipelines.Recipes;

/// <summary>A learning-rate schedule and when it advances.</summary>
/// <param name="Part">Name of the schedule with its arguments.</param>
/// <param name="Every">When it takes a step.</param>
public sealed record ScheduleSpec(PartSpec Part, Interval Every);
