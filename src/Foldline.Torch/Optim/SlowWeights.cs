namespace Foldline.Torch.Optim;

/// <summary>The slow weights of Lookahead: a state of the parameters like any other, so that checkpoints hold it.</summary>
internal static class SlowWeights
{
    private const string Name = "lookahead_slow_buff";

    public static void Follow(ParameterBucket bucket, LookaheadOptions options)
    {
        if (bucket.Step % options.Every != 0)
            return;
        var slow = bucket.Quantity(Name, bucket.Parameters);
        Aten.ForeachAddInPlace(slow, Aten.ForeachSub(bucket.Parameters, slow), alpha: options.Alpha);
        for (var i = 0; i < slow.Length; i++)
            bucket.Parameters[i].CopyInPlace(slow[i]);
    }
}
