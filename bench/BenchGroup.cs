using System.Text.Json.Nodes;

namespace Foldline.Bench;

/// <summary>One of our programs and one of the peer's, with the figures that are compared.</summary>
internal sealed record BenchGroup(string Name, Func<JsonObject> Ours, Func<JsonObject> Peer, IReadOnlyList<BenchFigure> Figures)
{
    /// <summary>Title of a further row with the geometric mean of the others' inverse ratios; null = none.</summary>
    public string? MeanTitle { get; init; }

    /// <summary>Whether the measurement reads the folder of pictures.</summary>
    public bool NeedsData { get; init; } = true;

    /// <summary>Throws where ours and the peer did not compute the same; null = nothing is compared.</summary>
    public Action<JsonObject, JsonObject>? Check { get; init; }
}
