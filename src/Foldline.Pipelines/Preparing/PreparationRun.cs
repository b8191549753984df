using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Preparing;

/// <summary>What a preparation works with.</summary>
/// <param name="Recipe">The recipe.</param>
/// <param name="Options">Where it reads and writes, and how.</param>
/// <param name="Time">Clock, for the speed.</param>
/// <param name="Report">Receives how far the work is, from one thread at a time; null for nobody.</param>
/// <param name="Cancellation">Ends the work after the files at hand.</param>
public sealed record PreparationRun(Recipe Recipe, PreparationOptions Options, TimeProvider Time, Action<PreparationProgress>? Report, CancellationToken Cancellation);
