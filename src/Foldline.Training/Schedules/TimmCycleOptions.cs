namespace Foldline.Training.Schedules;

/// <summary>Length and shape of the first cycle of a <see cref="TimmCycleSchedule"/>.</summary>
public sealed record TimmCycleOptions
{
    /// <summary>Steps, at least 1.</summary>
    public required long Length { get; init; }

    /// <summary>Rate at the end of a cycle and after the last.</summary>
    public double LowestLr { get; init; }

    /// <summary>The share of the way left, from 1 to 0, by the steps done in a cycle and its length.</summary>
    public required Func<double, double, double> Shape { get; init; }

    /// <summary>Whether a warm-up over the schedule rises to where the curve is then, instead of to the base rate.</summary>
    public bool WarmUpMeetsCurve { get; init; }

    /// <summary>Half a cosine over a power of time: <c>CosineLRScheduler</c>.</summary>
    /// <param name="decay">The power, <c>k_decay</c>.</param>
    public static Func<double, double, double> Cosine(double decay) =>
        (done, length) => 0.5 * (1 + Math.Cos(Math.PI * Math.Pow(done, decay) / Math.Pow(length, decay)));

    /// <summary>A power of the time left: <c>PolyLRScheduler</c>.</summary>
    /// <param name="power">The power.</param>
    /// <param name="decay">The power of time, <c>k_decay</c>.</param>
    public static Func<double, double, double> Polynomial(double power, double decay) =>
        (done, length) => Math.Pow(1 - (Math.Pow(done, decay) / Math.Pow(length, decay)), power);

    /// <summary>A part of the hyperbolic tangent: <c>TanhLRScheduler</c>.</summary>
    /// <param name="low">Where the part begins.</param>
    /// <param name="high">Where it ends.</param>
    public static Func<double, double, double> Tanh(double low, double high) =>
        (done, length) => 0.5 * (1 - Math.Tanh((low * (1 - (done / length))) + (high * (done / length))));
}
