using System.Collections.Immutable;

namespace Foldline.Pipelines.Yaml;

/// <summary>Keys with values, in the order they were written. Keys are unique texts.</summary>
/// <param name="Entries">Key, where the key was written, and value.</param>
/// <param name="Mark">Where the map was written.</param>
public sealed record MapNode(ImmutableArray<MapEntry> Entries, SourceMark Mark) : Node(Mark)
{
    /// <summary>A map that was built in code.</summary>
    /// <param name="entries">Keys and values; keys are unique.</param>
    public MapNode(params IEnumerable<(string Key, Node Value)> entries)
        : this([.. entries.Select(entry => new MapEntry(entry.Key, entry.Value, SourceMark.Code))], SourceMark.Code)
    {
    }

    /// <summary>The keys in order.</summary>
    public IEnumerable<string> Keys => Entries.Select(entry => entry.Key);

    /// <inheritdoc/>
    public override string Description => Entries.IsEmpty ? "an empty map" : $"a map with {string.Join(", ", Keys.Take(6))}";

    /// <summary>The value of a key, or null when the map lacks it.</summary>
    /// <param name="key">Key to look for.</param>
    public Node? Find(string key) => FindEntry(key)?.Value;

    /// <summary>The entry of a key, or null when the map lacks it.</summary>
    /// <param name="key">Key to look for.</param>
    public MapEntry? FindEntry(string key) => Entries.FirstOrDefault(entry => entry.Key == key);

    /// <summary>The same map with one key set; a new key goes to the end.</summary>
    /// <param name="key">Key to set.</param>
    /// <param name="value">Its new value.</param>
    public MapNode With(string key, Node value) => With(new MapEntry(key, value, value.Mark));

    /// <summary>The same map with one entry set; a new key goes to the end.</summary>
    /// <param name="entry">Entry to set.</param>
    public MapNode With(MapEntry entry)
    {
        var old = FindEntry(entry.Key);
        return this with { Entries = old is null ? Entries.Add(entry) : Entries.Replace(old, entry) };
    }

    /// <summary>The same map without a key.</summary>
    /// <param name="key">Key to drop; nothing happens when the map lacks it.</param>
    public MapNode Without(string key) => this with { Entries = [.. Entries.Where(entry => entry.Key != key)] };

    /// <inheritdoc/>
    public bool Equals(MapNode? other) =>
        other is not null && Entries.Length == other.Entries.Length && Entries.All(entry => entry.Value.Equals(other.Find(entry.Key)));

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.Aggregate(19, (hash, entry) => hash ^ HashCode.Combine(entry.Key, entry.Value));
}
