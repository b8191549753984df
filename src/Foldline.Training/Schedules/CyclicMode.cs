namespace Foldline.Training.Schedules;

/// <summary>How the cycles of <see cref="CyclicSchedule"/> shrink.</summary>
public enum CyclicMode
{
    /// <summary>All cycles are alike. In recipes: <c>triangular</c>.</summary>
    Triangular,

    /// <summary>Each cycle is half as high as the one before. In recipes: <c>triangular2</c>.</summary>
    Triangular2,

    /// <summary>The height falls by a factor each step. In recipes: <c>exp_range</c>.</summary>
    ExponentialRange,
}
