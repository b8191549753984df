using Foldline.Pipelines.Stages;

namespace Foldline.Pipelines.Blending;

/// <summary>What a blend came to.</summary>
/// <param name="Run">Folder, metrics and submission.</param>
/// <param name="Fit">Weights and scores.</param>
public sealed record BlendResult(RunResult Run, BlendFit Fit);
