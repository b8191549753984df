namespace Foldline.Training.Schedules;

/// <summary>A schedule whose arguments were read and checked and that waits for the run's parameter groups.</summary>
/// <param name="context">Base rates and length of the run.</param>
/// <returns>The schedule at step 0.</returns>
public delegate Schedule ScheduleFactory(ScheduleContext context);
