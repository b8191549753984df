namespace Foldline.Imaging;

/// <summary>Applies steps to an input, one by one or with neighbouring motions joined into one warp where they can be.</summary>
/// <param name="input">What the steps are applied to.</param>
/// <param name="fuse">Whether motions are held back and joined.</param>
internal sealed class StepRunner(TransformInput input, bool fuse)
{
    private readonly List<Motion> waiting = [];
    private AffineStep? joined;

    /// <summary>Size of the image after everything so far, also what is held back.</summary>
    public ImageSize Size => waiting.Count > 0 ? waiting[^1].Size : input.Size;

    /// <summary>Applies a transform, or holds it back.</summary>
    /// <param name="transform">The transform.</param>
    /// <param name="parameters">Its parameters.</param>
    public void Run(Transform transform, TransformParameters parameters)
    {
        if (!fuse || transform is not GeometricTransform geometric || geometric.MotionFor(parameters, Size) is not { Step: { } step } motion)
        {
            Finish();
            transform.Apply(input, parameters);
            return;
        }

        if (motion.IsIdentity)
            return;
        var both = joined?.Then(step);
        if (both is null)
            Finish();
        joined = both ?? step;
        waiting.Add(motion);
    }

    /// <summary>Applies what is held back.</summary>
    public void Finish()
    {
        // Alone, or together without any interpolation, motions are at their fastest and exact as they are.
        if (waiting.Count == 1 || joined?.Interpolation is null)
            waiting.ForEach(input.Move);
        else
            input.Move(new FusedMotion([.. waiting], joined));
        waiting.Clear();
        joined = null;
    }
}
