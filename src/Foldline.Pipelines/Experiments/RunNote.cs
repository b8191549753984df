namespace Foldline.Pipelines.Experiments;

/// <summary>A note on a run.</summary>
/// <param name="Time">When it was written.</param>
/// <param name="Text">What it says.</param>
public sealed record RunNote(DateTimeOffset Time, string Text);
