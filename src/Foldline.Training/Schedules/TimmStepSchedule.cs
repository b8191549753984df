using System.Collections.Immutable;

namespace Foldline.Training.Schedules;

/// <summary>timm's <c>StepLRScheduler</c> and <c>MultiStepLRScheduler</c>: a factor every so many steps, or at given ones.</summary>
public sealed class TimmStepSchedule : TimmSchedule
{
    private readonly double factor;
    private readonly Func<long, double> decays;

    private TimmStepSchedule(IReadOnlyList<double> baseLr, TimmOptions options, double factor, Func<long, double> decays)
        : base(baseLr, options)
    {
        (this.factor, this.decays) = (factor, decays);
        Start();
    }

    /// <summary>A factor every so many steps.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="options">Warm-up and noise.</param>
    /// <param name="every">Steps between two factors, above 0; need not be whole.</param>
    /// <param name="factor">The factor.</param>
    public static TimmStepSchedule Every(IReadOnlyList<double> baseLr, TimmOptions options, double every, double factor) =>
        new(baseLr, options, factor, step => FloorDivision.Quotient(step, every));

    /// <summary>A factor at each of several steps; as in timm it is in force one step early.</summary>
    /// <param name="baseLr">Base learning rate of each group.</param>
    /// <param name="options">Warm-up and noise.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="factor">The factor.</param>
    public static TimmStepSchedule At(IReadOnlyList<double> baseLr, TimmOptions options, ImmutableArray<double> steps, double factor) =>
        new(baseLr, options, factor, step => steps.Count(milestone => milestone <= step + 1));

    /// <inheritdoc/>
    protected override double Rate(int group, long step) => BaseLr[group] * Math.Pow(factor, decays(step));
}
