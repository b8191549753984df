namespace Foldline.Data.Folds;

/// <summary>Which algorithm <see cref="StratifiedGroupKFold"/> follows.</summary>
public enum StratifiedGroupRule
{
    /// <summary>Groups are shuffled together with their class counts (scikit-learn since October 2025); no fold may stay empty.</summary>
    Aligned,

    /// <summary>
    /// scikit-learn 1.2's: with shuffling the class counts move but the groups do not, so the folds are stratified by other groups'
    /// counts. Only to make old folds again.
    /// </summary>
    Sklearn12,
}
