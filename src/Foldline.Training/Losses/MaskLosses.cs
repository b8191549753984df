namespace Foldline.Training.Losses;

/// <summary>Builds the losses of masks from recipes.</summary>
internal static class MaskLosses
{
    public static RegionLossOptions Region(PartArguments arguments)
    {
        var classes = arguments.GetDoubles("classes", []);
        if (!classes.All(c => c is >= 0 and < 65536 && double.IsInteger(c)))
            throw arguments.Invalid("classes", "a list of class numbers from 0");
        return new RegionLossOptions
        {
            Mode = arguments.Mode(),
            FromLogits = arguments.GetBool("from_logits", true),
            LogLoss = arguments.GetBool("log_loss", false),
            Smooth = arguments.AtLeast("smooth", 0, 0),
            Epsilon = arguments.Above("eps", 0, 1e-7),
            IgnoreIndex = arguments.IgnoreIndex(),
            Classes = [.. classes.Select(c => (int)c)],
        };
    }

    public static TverskyLoss Tversky(PartArguments arguments) => new(
        Region(arguments), arguments.AtLeast("alpha", 0, 0.5), arguments.AtLeast("beta", 0, 0.5), arguments.Above("gamma", 0, 1));

    public static LovaszLoss Lovasz(PartArguments arguments) =>
        new(arguments.Mode(), arguments.GetBool("per_image", false), arguments.IgnoreIndex());

    public static FocalLoss Focal(PartArguments arguments) => new(new FocalLossOptions
    {
        Mode = arguments.Mode(),
        Alpha = arguments.Has("alpha") ? arguments.Share("alpha", 0) : null,
        Gamma = arguments.AtLeast("gamma", 0, 2),
        IgnoreIndex = arguments.IgnoreIndex(),
        Normalized = arguments.GetBool("normalized", false),
        ReducedThreshold = arguments.Has("reduced_threshold") ? arguments.Above("reduced_threshold", 0, 0.5) : null,
    });

    public static SoftCrossEntropyLoss SoftCrossEntropy(PartArguments arguments) =>
        new(arguments.Share("smooth_factor", 0), arguments.IgnoreIndex() ?? -100);
}
