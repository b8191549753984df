namespace Foldline.Pipelines.Samples.Seti;

/// <summary>One observation: six panels, of which 0, 2 and 4 look at the star and the others beside it.</summary>
/// <param name="Number">Position in the data set; key of its random numbers.</param>
/// <param name="Id">Sixteen hexadecimal digits that tell nothing.</param>
/// <param name="HasNeedle">Whether there is a signal where the telescope looks at the star, and only there.</param>
/// <param name="Interference">Which panels show a signal of our own, as bits; none: 0.</param>
internal sealed record Cadence(int Number, string Id, bool HasNeedle, int Interference)
{
    private const int AllPanels = 0b111111;
    private const int OffPanels = 0b101010;
    private const double NeedleShare = 0.4;

    /// <summary>Draws an observation.</summary>
    /// <param name="seed">Seed of the data set.</param>
    /// <param name="number">Position in the data set.</param>
    public static Cadence Draw(ulong seed, int number)
    {
        var random = CounterRandom.For(seed, (ulong)number, 31);
        var id = $"{random.NextUInt64():x16}";
        var hasNeedle = random.NextBool(NeedleShare);
        var kind = random.NextDouble();
        return new Cadence(number, id, hasNeedle, kind < 0.3 ? AllPanels : kind < 0.4 && !hasNeedle ? OffPanels : 0);
    }
}
