using Foldline.Torch.Bridge;

namespace Foldline.Torch.Optim;

/// <summary>Sorts the parameters of one group into buckets; the buckets are kept while the same parameters have gradients.</summary>
internal sealed class GroupStepper(ParameterGroup group) : IDisposable
{
    private readonly GradientSlots gradients = new(group.Parameters);
    private readonly bool[] active = new bool[group.Parameters.Count];
    private List<ParameterBucket>? buckets;

    public ParameterGroup Group => group;

    public ParameterStates States { get; } = new(group.Parameters);

    public void Step(Action<ParameterBucket> update)
    {
        gradients.Read();
        try
        {
            foreach (var bucket in FindBuckets())
            {
                bucket.Advance();
                update(bucket);
            }
        }
        finally
        {
            gradients.Release();
        }
    }

    public void ZeroGrad() => gradients.ClearParameters();

    /// <summary>The state was replaced: the buckets refer to what is no longer there.</summary>
    public void Forget() => buckets = null;

    public void Dispose()
    {
        gradients.Release();
        States.Dispose();
    }

    private List<ParameterBucket> FindBuckets()
    {
        var changed = buckets is null;
        for (var i = 0; i < active.Length; i++)
        {
            var hasGradient = gradients[i] is not null;
            changed |= hasGradient != active[i];
            active[i] = hasGradient;
        }

        if (!changed)
            return buckets!;
        buckets =
        [
            .. Enumerable.Range(0, active.Length)
                .Where(number => active[number])
                .GroupBy(number => States.Steps[number])
                .Select(numbers => new ParameterBucket(group, States, [.. numbers], [.. numbers.Select(number => gradients[number]!)])),
        ];
        return buckets;
    }
}
