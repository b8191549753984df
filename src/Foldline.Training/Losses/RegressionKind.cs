namespace Foldline.Training.Losses;

/// <summary>What a <see cref="RegressionLoss"/> makes of the difference d of output and target.</summary>
public enum RegressionKind
{
    /// <summary>d². In recipes: <c>mse</c>.</summary>
    Squared,

    /// <summary>|d|. In recipes: <c>l1</c>.</summary>
    Absolute,

    /// <summary>d²/(2β) up to |d| = β, |d| − β/2 beyond. In recipes: <c>smooth_l1</c>.</summary>
    SmoothAbsolute,

    /// <summary>d²/2 up to |d| = β, β·(|d| − β/2) beyond. In recipes: <c>huber</c>.</summary>
    Huber,
}
