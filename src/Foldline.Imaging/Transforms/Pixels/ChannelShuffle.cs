namespace Foldline.Imaging;

/// <summary>Puts the channels in a random order. Recipe: <c>channel_shuffle: {p: 0.5}</c>. Definition: albumentations 1.3.1.</summary>
public sealed class ChannelShuffle : Transform
{
    /// <inheritdoc/>
    public override string Name => "channel_shuffle";

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size) => new ChannelShuffleParameters(random.NextUInt64());

    /// <inheritdoc/>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var order = Expect<ChannelShuffleParameters>(parameters).For(input.Channels);
        input.Derive(input.Channels, input.PixelType, (source, result) => ArithmeticKernels.ShuffleChannels(source, result, order.AsSpan()));
    }
}
