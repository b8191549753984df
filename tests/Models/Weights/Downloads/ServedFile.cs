namespace Foldline.Tests.Models.Weights.Downloads;

/// <summary>An answer of a <see cref="FileServer"/>.</summary>
internal sealed record ServedFile(byte[] Content)
{
    public int Status { get; init; } = 200;

    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public bool KnowsRanges { get; init; } = true;

    /// <summary>Bytes of the body after which the connection ends; null for the whole body.</summary>
    public int? BreaksAfter { get; init; }

    /// <summary>What the server waits for before it ends the connection.</summary>
    public Task? Hold { get; init; }
}
