namespace Foldline.Imaging;

/// <summary>
/// A step of augmentation or preparation. It is immutable and shared by all threads; what varies per sample are the parameters, which
/// are drawn first and then applied to the image and what belongs to it together. Meanings follow albumentations 1.3.1.
/// </summary>
public abstract class Transform
{
    /// <summary>Name in recipes.</summary>
    public abstract string Name { get; }

    /// <summary>Probability that the step is taken, 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>
    /// Whether every channel is treated by the same rule, so that a grey image gives the same whether it is repeated to several
    /// channels before or after.
    /// </summary>
    public virtual bool TreatsChannelsAlike => false;

    /// <summary>Draws the parameters for one sample.</summary>
    /// <param name="random">The stream of (seed, epoch, sample, position).</param>
    /// <param name="size">Present size of the image.</param>
    public abstract TransformParameters Draw(ref CounterRandom random, ImageSize size);

    /// <summary>Size of the image after the transform; what follows in a group is drawn for this size.</summary>
    /// <param name="parameters">Parameters of the type that <see cref="Draw"/> gives.</param>
    /// <param name="size">Size of the image before.</param>
    public virtual ImageSize SizeAfter(TransformParameters parameters, ImageSize size) => size;

    /// <summary>Applies drawn parameters.</summary>
    /// <param name="input">Image, masks, boxes and keypoints, changed by this.</param>
    /// <param name="parameters">Parameters of the type that <see cref="Draw"/> gives.</param>
    /// <exception cref="ArgumentException">Parameters of another transform.</exception>
    public abstract void Apply(TransformInput input, TransformParameters parameters);

    /// <summary>The parameters as the type that the transform draws.</summary>
    /// <param name="parameters">What was given to <see cref="Apply"/>.</param>
    /// <typeparam name="T">The transform's own type.</typeparam>
    /// <exception cref="ArgumentException">Parameters of another transform.</exception>
    protected T Expect<T>(TransformParameters parameters)
        where T : TransformParameters =>
        parameters as T ?? throw new ArgumentException($"'{Name}' takes {typeof(T).Name}, not {parameters.GetType().Name}.", nameof(parameters));
}
