namespace Foldline.Reports.Figures;

/// <summary>What a training curve measures.</summary>
public enum CurveKind
{
    /// <summary>The raw weights on the training samples.</summary>
    Training,

    /// <summary>The raw weights on the validation samples.</summary>
    Validation,

    /// <summary>The averaged weights (EMA) on the validation samples.</summary>
    ValidationAveraged,
}
