namespace Foldline.Pipelines.Recipes;

/// <summary>What is predicted: one of several classes.</summary>
/// <param name="Column">Column of the samples with the class number, 0 … number of classes - 1.</param>
/// <param name="Names">Names of the classes in the order of their numbers, at least two, unique.</param>
public sealed record TargetSpec(string Column, ValueList<string> Names);
