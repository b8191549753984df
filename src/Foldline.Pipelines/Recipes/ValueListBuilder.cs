namespace Foldline.Pipelines.Recipes;

/// <summary>Builds a <see cref="ValueList{T}"/> from a collection expression.</summary>
public static class ValueListBuilder
{
    /// <summary>A list of the given items.</summary>
    /// <param name="items">The items in order.</param>
    public static ValueList<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);
}
