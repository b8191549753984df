namespace Foldline.Pipelines.Recipes;

/// <summary>What is predicted.</summary>
/// <param name="Kind">Which kind of thing.</param>
/// <param name="Columns">Columns of the samples that hold it.</param>
/// <param name="Names">Names of the classes or labels; they name the columns of predictions. Unique.</param>
public sealed record TargetSpec(TargetKind Kind, ValueList<string> Columns, ValueList<string> Names)
{
    /// <summary>One of several classes.</summary>
    /// <param name="column">Column with the class number, 0 … number of classes - 1.</param>
    /// <param name="names">Names of the classes in the order of their numbers, at least two.</param>
    public TargetSpec(string column, ValueList<string> names)
        : this(TargetKind.Class, [column], names)
    {
    }

    /// <summary>The first column.</summary>
    public string Column => Columns[0];

    /// <summary>How masks are stored; only masks have one.</summary>
    public MaskFormat Format { get; init; }

    /// <summary>Number in masks of class numbers whose pixels count for nothing; null = none.</summary>
    public int? Ignore { get; init; }
}
