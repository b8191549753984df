namespace Foldline.Bench;

/// <summary>A figure of both programs and what its ratio (ours / peer) has to reach.</summary>
/// <param name="Title">Row of the table.</param>
/// <param name="OurField">Name in our JSON.</param>
/// <param name="PeerField">Name in the peer's JSON.</param>
/// <param name="Goal">Bound of the ratio.</param>
/// <param name="SmallerIsBetter">Whether the ratio must not exceed the bound, instead of reaching it.</param>
/// <param name="IsAbsolute">Whether the bound is one of our figure itself.</param>
internal sealed record BenchFigure(string Title, string OurField, string PeerField, double Goal, bool SmallerIsBetter = false, bool IsAbsolute = false);
