namespace Foldline.Training.Mixing;

/// <summary>The ways of mixing batches that recipes can name.</summary>
public static class MixingTable
{
    /// <summary>
    /// Name to mixing: <c>mixup</c> and <c>cutmix</c>, both with timm's arguments <c>mixup_alpha</c>, <c>cutmix_alpha</c>,
    /// <c>cutmix_minmax</c>, <c>prob</c>, <c>switch_prob</c>, <c>mode</c>, <c>correct_lam</c> and <c>label_smoothing</c>; they differ in which
    /// of the two alphas is 1 by default.
    /// </summary>
    public static PartTable<Mixup> Standard { get; } = new(
        "mixing",
        [
            new("cutmix", arguments => Create(arguments, mixupAlpha: 0, cutmixAlpha: 1)),
            new("mixup", arguments => Create(arguments, mixupAlpha: 1, cutmixAlpha: 0)),
        ]);

    private static Mixup Create(PartArguments arguments, double mixupAlpha, double cutmixAlpha)
    {
        var options = new MixupOptions
        {
            MixupAlpha = Alpha(arguments, "mixup_alpha", mixupAlpha),
            CutmixAlpha = Alpha(arguments, "cutmix_alpha", cutmixAlpha),
            CutmixMinMax = MinMax(arguments),
            Probability = Share(arguments, "prob", 1),
            SwitchProbability = Share(arguments, "switch_prob", 0.5),
            Mode = arguments.GetWord("mode", ["batch", "pair", "elem"], "batch") switch
            {
                "pair" => MixupMode.Pair,
                "elem" => MixupMode.Elem,
                _ => MixupMode.Batch,
            },
            CorrectLambda = arguments.GetBool("correct_lam", true),
            LabelSmoothing = Share(arguments, "label_smoothing", 0.1),
        };
        if (options is { MixupAlpha: 0, CutmixAlpha: 0, CutmixMinMax: null })
            throw arguments.Invalid(mixupAlpha > 0 ? "mixup_alpha" : "cutmix_alpha", "a number above 0 unless the other alpha is");
        return new Mixup(options);
    }

    private static double Alpha(PartArguments arguments, string key, double fallback)
    {
        var alpha = arguments.GetDouble(key, fallback);
        return alpha is >= 0 and <= 1e6 ? alpha : throw arguments.Invalid(key, "a number from 0 (off) to 1000000");
    }

    private static double Share(PartArguments arguments, string key, double fallback)
    {
        var share = arguments.GetDouble(key, fallback);
        return share is >= 0 and <= 1 ? share : throw arguments.Invalid(key, "a number from 0 to 1");
    }

    private static (double Minimum, double Maximum)? MinMax(PartArguments arguments)
    {
        var range = arguments.GetDoubles("cutmix_minmax", []);
        return range switch
        {
            [] => null,
            [>= 0 and var minimum, <= 1 and var maximum] when minimum < maximum => (minimum, maximum),
            _ => throw arguments.Invalid("cutmix_minmax", "two numbers from 0 to 1, the smaller first"),
        };
    }
}
