using System.Collections.Immutable;
using Foldline.Imaging;

namespace Foldline.Pipelines.Inputs;

/// <summary>What is known of images after the steps of a recipe's input.</summary>
internal static class InputSteps
{
    // Sizes that no step would give by chance, to see whether the result depends on them.
    private static readonly ImageSize[] Probes = [new(4093, 4091), new(4001, 4003)];

    /// <summary>Size of the images after the steps; null when it differs between images.</summary>
    /// <param name="steps">The steps in order.</param>
    /// <param name="before">Size before; null when it differs.</param>
    public static ImageSize? SizeAfter(ImmutableArray<Transform> steps, ImageSize? before)
    {
        if (before is { } size)
            return Follow(steps, size);
        var after = Probes.Select(probe => Follow(steps, probe)).Distinct().ToList();
        return after is [var one] ? one : null;
    }

    private static ImageSize Follow(ImmutableArray<Transform> steps, ImageSize size)
    {
        for (var position = 0; position < steps.Length; position++)
        {
            var random = new SampleKey(0, 0, 0).Stream(position);
            size = steps[position].SizeAfter(steps[position].Draw(ref random, size), size);
        }

        return size;
    }
}
