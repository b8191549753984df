using Foldline.Data.Folds;
using Foldline.Torch;

namespace Foldline.Training.Mixing;

/// <summary>
/// Mixes the images of a batch with each other, by blending (mixup) or by boxes (CutMix), and their targets likewise. The partner
/// of an image is its mirror in the batch. Definition, draws included: timm's <c>Mixup</c>.
/// </summary>
/// <param name="options">What and how often.</param>
public sealed class Mixup(MixupOptions options)
{
    private bool UsesCutmix => options.CutmixMinMax is not null || options.CutmixAlpha > 0;

    private double CutmixShape => options.CutmixMinMax is null ? options.CutmixAlpha : 1;

    /// <summary>Mixes a batch.</summary>
    /// <param name="images">[N, C, H, W]; left as they are.</param>
    /// <param name="target">Class numbers [N], or shares [N, K].</param>
    /// <param name="classes">K.</param>
    /// <param name="random">Where numbers come from.</param>
    /// <returns>Mixed images [N, C, H, W] and targets [N, K] in float32.</returns>
    public (Tensor Images, Tensor Targets) Apply(Tensor images, Tensor target, long classes, NumpyRandom random)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(random);
        if (options.Mode == MixupMode.Batch)
        {
            var (mixed, lambda) = MixBatch(images, random);
            return (mixed, MixedTargets.Mix(target, classes, lambda, options.LabelSmoothing));
        }

        var (result, lambdas) = MixEach(images, random);
        return (result, MixedTargets.Mix(target, classes, lambdas, options.LabelSmoothing));
    }

    private (Tensor Images, double Lambda) MixBatch(Tensor images, NumpyRandom random)
    {
        if ((options.MixupAlpha <= 0 && !UsesCutmix) || random.NextDouble() >= options.Probability)
            return (images.Clone(), 1);
        var useCutmix = UsesCutmix && (options.MixupAlpha <= 0 || random.NextDouble() < options.SwitchProbability);
        var shape = useCutmix ? CutmixShape : options.MixupAlpha;
        var lambda = random.NextBeta(shape, shape);
        if (lambda == 1)
            return (images.Clone(), 1);
        if (!useCutmix)
            return (MixedImages.Blend(images, lambda), lambda);
        var box = DrawBox(images, lambda, random);
        return (MixedImages.Cut(images, box), Corrected(box, images, lambda));
    }

    private (Tensor Images, float[] Lambdas) MixEach(Tensor images, NumpyRandom random)
    {
        using var scope = new TensorScope();
        var count = (int)images.Size(0);
        var isPair = options.Mode == MixupMode.Pair;
        var (drawn, useCutmix) = DrawEach(isPair ? count / 2 : count, random);
        var mixed = images.Clone();
        var lambdas = Enumerable.Repeat(1f, count).ToArray();
        for (var i = 0; i < drawn.Length; i++)
        {
            var partner = count - 1 - i;
            if (drawn[i] != 1)
            {
                CutBox? box = useCutmix[i] ? DrawBox(images, drawn[i], random) : null;
                MixOne(mixed, images, i, partner, drawn[i], box);
                if (isPair)
                    MixOne(mixed, images, partner, i, drawn[i], box);
                if (box is { } cut)
                    drawn[i] = (float)Corrected(cut, images, drawn[i]);
            }

            lambdas[i] = drawn[i];
            if (isPair)
                lambdas[partner] = drawn[i];
        }

        return (scope.Keep(mixed), lambdas);
    }

    // All numbers of one kind are drawn for all images before those of the next; λ is kept in single precision.
    private (float[] Lambdas, bool[] UseCutmix) DrawEach(int count, NumpyRandom random)
    {
        var (lambdas, useCutmix) = (new float[count], new bool[count]);
        Array.Fill(lambdas, 1);
        if (options.MixupAlpha <= 0 && !UsesCutmix)
            return (lambdas, useCutmix);
        var hasBoth = UsesCutmix && options.MixupAlpha > 0;
        for (var i = 0; i < count; i++)
            useCutmix[i] = hasBoth ? random.NextDouble() < options.SwitchProbability : UsesCutmix;
        var cut = Betas(UsesCutmix ? CutmixShape : 0, count, random);
        var blend = Betas(options.MixupAlpha, count, random);
        for (var i = 0; i < count; i++)
            lambdas[i] = random.NextDouble() < options.Probability ? (float)(useCutmix[i] ? cut : blend)[i] : 1;
        return (lambdas, useCutmix);
    }

    private static double[] Betas(double shape, int count, NumpyRandom random)
    {
        var values = new double[shape > 0 ? count : 0];
        foreach (ref var value in values.AsSpan())
            value = random.NextBeta(shape, shape);
        return values;
    }

    private static void MixOne(Tensor mixed, Tensor images, int i, int partner, double lambda, CutBox? box)
    {
        var (place, source) = (mixed.Select(0, i), images.Select(0, partner));
        if (box is { } cut)
            View(place, cut).CopyInPlace(View(source, cut));
        else
            place.CopyInPlace((images.Select(0, i) * lambda) + (source * (1 - lambda)));
    }

    private static Tensor View(Tensor image, CutBox box) =>
        image.Narrow(1, box.Top, box.Bottom - box.Top).Narrow(2, box.Left, box.Right - box.Left);

    private CutBox DrawBox(Tensor images, double lambda, NumpyRandom random)
    {
        var (height, width) = ((int)images.Size(2), (int)images.Size(3));
        return options.CutmixMinMax is { } range
            ? CutBox.DrawWithin(random, height, width, range.Minimum, range.Maximum)
            : CutBox.Draw(random, height, width, lambda);
    }

    private double Corrected(CutBox box, Tensor images, double lambda) => options.CorrectLambda || options.CutmixMinMax is not null
        ? box.Lambda((int)images.Size(2), (int)images.Size(3))
        : lambda;
}
