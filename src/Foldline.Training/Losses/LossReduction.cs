namespace Foldline.Training.Losses;

/// <summary>How the losses of a batch's samples become one number. The numbers are libtorch's.</summary>
public enum LossReduction
{
    /// <summary>They do not: one loss each.</summary>
    None = 0,

    /// <summary>Their mean. In recipes: <c>mean</c>.</summary>
    Mean = 1,

    /// <summary>Their sum. In recipes: <c>sum</c>.</summary>
    Sum = 2,
}
