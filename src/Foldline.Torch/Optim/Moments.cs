namespace Foldline.Torch.Optim;

/// <summary>The running means that the Adam family shares.</summary>
internal static class Moments
{
    /// <summary>exp_avg ← beta · exp_avg + (1 - beta) · g.</summary>
    public static Tensor[] UpdateMean(ParameterBucket bucket, Tensor[] gradients, double beta)
    {
        var mean = bucket.Quantity("exp_avg");
        Aten.ForeachMulInPlace(mean, beta);
        Aten.ForeachAddInPlace(mean, gradients, alpha: 1 - beta);
        return mean;
    }

    /// <summary>exp_avg_sq ← beta · exp_avg_sq + (1 - beta) · g².</summary>
    public static Tensor[] UpdateSquare(ParameterBucket bucket, Tensor[] gradients, double beta)
    {
        var square = bucket.Quantity("exp_avg_sq");
        Aten.ForeachMulInPlace(square, beta);
        Aten.ForeachAddcmulInPlace(square, gradients, gradients, value: 1 - beta);
        return square;
    }

    /// <summary>max_exp_avg_sq ← max(max_exp_avg_sq, exp_avg_sq).</summary>
    public static Tensor[] UpdateLargest(ParameterBucket bucket, Tensor[] square)
    {
        var largest = bucket.Quantity("max_exp_avg_sq");
        for (var i = 0; i < largest.Length; i++)
            largest[i].CopyInPlace(largest[i].Maximum(square[i]));
        return largest;
    }
}
