using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Removes objects: connected components of the first mask are filled in the image and in all masks. Recipe:
/// <c>mask_dropout: {objects: 1, fill: 0, mask_fill: 0, p: 0.5}</c>, <c>objects: [1, 3]</c> for a range. Boxes and keypoints stay as they are.
/// Definition: albumentations 1.3.1.
/// </summary>
public sealed class MaskDropout : Transform
{
    /// <inheritdoc/>
    public override string Name => "mask_dropout";

    /// <summary>Range of the number of objects that are removed.</summary>
    public CountRange Count { get; init; } = new(1, 1);

    /// <summary>What removed objects are filled with in the image: one value or one a channel.</summary>
    public ImmutableArray<double> Fill { get; init; } = [0];

    /// <summary>What they are filled with in the masks.</summary>
    public ImmutableArray<double> MaskFill { get; init; } = [0];

    /// <inheritdoc/>
    public override bool TreatsChannelsAlike => Fill.Length <= 1 || Fill.All(value => value == Fill[0]);

    /// <inheritdoc/>
    public override TransformParameters Draw(ref CounterRandom random, ImageSize size)
    {
        var count = Count.Draw(ref random);
        return new MaskDropoutParameters(count, random.NextUInt64());
    }

    /// <inheritdoc/>
    /// <exception cref="FoldlineException">FL3030: there is no mask of one channel.</exception>
    public override void Apply(TransformInput input, TransformParameters parameters)
    {
        var drawn = Expect<MaskDropoutParameters>(parameters);
        if (input.Masks is not [{ Channels: 1 } mask, ..])
            throw ImageRequirement.Refusal(input, Name, "a mask of one channel");
        var components = ConnectedComponents.Find(mask);
        var labels = drawn.For(components.Count);
        if (labels.IsEmpty)
            return;
        components.Fill(input.EditImage(), labels, PixelBoxes.FillFor(Fill.AsSpan(), input.Channels));
        for (var i = 0; i < input.Masks.Length; i++)
            components.Fill(input.EditMask(i), labels, PixelBoxes.FillFor(MaskFill.AsSpan(), input.Masks[i].Channels));
    }
}
