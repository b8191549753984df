using System.Collections.Immutable;

namespace Foldline.Imaging;

/// <summary>
/// Transforms in a row. The parameters of a sample depend on <see cref="SampleKey"/> and the transform's position alone. A normalisation
/// at the end is not run on the image but handed to the <see cref="BatchWriter"/>, which does it in its single pass. Immutable, thread-safe.
/// </summary>
public sealed class TransformPipeline
{
    /// <summary>Makes a pipeline.</summary>
    /// <param name="transforms">The steps in order.</param>
    public TransformPipeline(IEnumerable<Transform> transforms)
    {
        var all = transforms.ToImmutableArray();
        var last = all.IsEmpty ? null : all[^1] as Normalize;
        Transforms = last is null ? all : all.RemoveAt(all.Length - 1);
        Normalization = last?.Normalization ?? PixelNormalization.None;
    }

    /// <summary>The steps in order, without a normalisation at the end.</summary>
    public ImmutableArray<Transform> Transforms { get; }

    /// <summary>The normalisation at the end, or <see cref="PixelNormalization.None"/>.</summary>
    public PixelNormalization Normalization { get; }

    /// <summary>
    /// Whether motions that follow each other (flips, turns, affine warps, resizing and a crop at the end) are joined into one warp where
    /// they interpolate and continue the image alike: faster and sharper, but not the same pixels. Recorded parameters do not depend on it.
    /// </summary>
    public bool Fuse { get; init; }

    /// <summary>Whether a grey image may stay one channel until the last pass (<see cref="DecodeOptions.ExpandGray"/> false).</summary>
    public bool TreatsChannelsAlike => Transforms.All(transform => transform.TreatsChannelsAlike);

    /// <summary>
    /// Runs the steps on one sample: for each a uniform number is drawn and compared with its probability, then its parameters, then
    /// it is applied.
    /// </summary>
    /// <param name="input">Image, masks, boxes and keypoints, changed by this.</param>
    /// <param name="key">What the random parameters depend on.</param>
    /// <param name="applied">Receives what was applied, to write down or replay; may be null.</param>
    public void Apply(TransformInput input, SampleKey key, ICollection<AppliedTransform>? applied = null)
    {
        var runner = new StepRunner(input, Fuse);
        for (var position = 0; position < Transforms.Length; position++)
        {
            var transform = Transforms[position];
            var random = key.Stream(position);
            if (!random.NextBool(transform.Probability))
                continue;
            var parameters = transform.Draw(ref random, runner.Size);
            applied?.Add(new AppliedTransform(position, transform.Name, parameters));
            runner.Run(transform, parameters);
        }

        runner.Finish();
        input.DropUnwanted();
    }

    /// <summary>Applies steps again that were written down.</summary>
    /// <param name="input">Image, masks, boxes and keypoints, changed by this.</param>
    /// <param name="applied">What <see cref="Apply"/> recorded.</param>
    /// <exception cref="ArgumentException">A record does not fit this pipeline.</exception>
    public void Replay(TransformInput input, IEnumerable<AppliedTransform> applied)
    {
        var runner = new StepRunner(input, Fuse);
        foreach (var step in applied)
        {
            if ((uint)step.Position >= (uint)Transforms.Length || Transforms[step.Position].Name != step.Name)
                throw new ArgumentException($"The pipeline has no '{step.Name}' at position {step.Position}.", nameof(applied));
            runner.Run(Transforms[step.Position], step.Parameters);
        }

        runner.Finish();
        input.DropUnwanted();
    }
}
