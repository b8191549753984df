namespace Foldline.Imaging;

/// <summary>
/// Stretches real images: the least sample of all channels, or of each channel, becomes 0 and the largest 1. A constant image becomes 0; samples
/// that are no finite numbers become 0 too. Recipe: <c>min_max: {per_channel: false}</c>.
/// </summary>
public sealed class MinMax : Transform
{
    /// <inheritdoc/>
    public override string Name => "min_max";

    /// <summary>Whether each channel has its own least and largest sample.</summary>
    public bool PerChannel { get; init; }

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => true;

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => NoParameters.Instance;

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image does not hold real numbers.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        input.RequireFloat(Name);
        input.Rewrite((source, result) =>
        {
            var step = PerChannel ? source.Channels : 1;
            for (var first = 0; first < step; first++)
                Stretch(source.Pixels<float>(), result.Pixels<float>(), first, step);
        });
    }

    private static void Stretch(ReadOnlySpan<float> from, Span<float> to, int first, int step)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var i = first; i < from.Length; i += step)
        {
            if (float.IsFinite(from[i]))
                (low, high) = (Math.Min(low, from[i]), Math.Max(high, from[i]));
        }

        var scale = high > low ? 1 / ((double)high - low) : 0;
        for (var i = first; i < from.Length; i += step)
            to[i] = float.IsFinite(from[i]) ? (float)((from[i] - (double)low) * scale) : 0;
    }
}
