namespace Foldline.Imaging;

/// <summary>
/// Fills some channels with a constant; at least one stays. Recipe: <c>channel_dropout: {count: 1, fill: 0, p: 0.5}</c>, <c>count: [1, 2]</c> for a
/// range. Definition: albumentations 1.3.1.
/// </summary>
public sealed class ChannelDropout : Transform
{
    /// <inheritdoc/>
    public override string Name => "channel_dropout";

    /// <summary>Range of the number of channels that are dropped, at least 1.</summary>
    public CountRange Count { get; init; } = new(1, 1);

    /// <summary>What a dropped channel is filled with, in the units of the samples.</summary>
    public double Fill { get; init; }

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var count = Count.Draw(ref random);
        return new ChannelDropoutParameters(count, random.NextUInt64());
    }

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: the image has no channel more than are dropped.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var drawn = Expect<ChannelDropoutParameters>(parameters);
        var dropped = drawn.For(input.Channels);
        if (dropped.Length >= input.Channels || drawn.Count > input.Channels)
            throw ImageRequirement.Refusal(input, Name, $"more than {dropped.Length} channels");
        var fill = Fill;
        if (input.PixelType == PixelType.UInt8)
        {
            var constant = PixelTable.From(_ => fill);
            input.ApplyTable(PixelTable.PerChannel([.. Enumerable.Range(0, input.Channels).Select(c => dropped.Contains(c) ? constant : PixelTable.Identity)]));
            return;
        }

        double[] scale = [.. Enumerable.Range(0, input.Channels).Select(c => dropped.Contains(c) ? 0.0 : 1)];
        double[] offset = [.. scale.Select(factor => fill * (1 - factor))];
        input.Rewrite((source, result) => ArithmeticKernels.MapChannels(source, result, scale, offset, clip: false));
    }
}
