namespace Foldline.Pipelines.Recipes;

/// <summary>The loss and the metrics of recipes that name none, by what they predict.</summary>
internal static class TargetDefaults
{
    /// <summary>The loss.</summary>
    /// <param name="target">What is predicted.</param>
    public static PartSpec LossOf(TargetSpec target) => new(target switch
    {
        { Kind: TargetKind.Class } or { Kind: TargetKind.Masks, Format: MaskFormat.Classes } => "cross_entropy",
        { Kind: TargetKind.Shares } => "kl_div",
        _ => "bce_with_logits",
    });

    /// <summary>The metrics.</summary>
    /// <param name="target">What is predicted.</param>
    public static ValueList<PartSpec> MetricsOf(TargetSpec target) => target.Kind switch
    {
        TargetKind.Class => [new PartSpec("roc_auc"), new PartSpec("accuracy"), new PartSpec("log_loss")],
        TargetKind.Labels => [new PartSpec("roc_auc"), new PartSpec("log_loss")],
        TargetKind.Shares => [new PartSpec("kl_divergence")],
        _ => [new PartSpec("dice"), new PartSpec("iou")],
    };
}
