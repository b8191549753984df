namespace Foldline.Training.Losses;

/// <summary>How the losses of a batch's samples become one number. The first three numbers are libtorch's.</summary>
public enum LossReduction
{
    /// <summary>They do not: one loss each.</summary>
    None = 0,

    /// <summary>Their mean. In recipes: <c>mean</c>.</summary>
    Mean = 1,

    /// <summary>Their sum.</summary>
    Sum = 2,

    /// <summary>Their sum divided by the batch size. In recipes: <c>batchmean</c>.</summary>
    BatchMean = 3,
}
