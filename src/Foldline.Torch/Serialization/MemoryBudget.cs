namespace Foldline.Torch.Serialization;

/// <summary>Limits what a small file may claim to unfold to: inflated zip members and copies of strided views.</summary>
internal sealed class MemoryBudget(string file, long fileLength)
{
    private const long Allowance = 64L << 20;
    private const long Factor = 100;
    private readonly long limit = Allowance + (Math.Min(fileLength, long.MaxValue / (2 * Factor)) * Factor);
    private long taken;

    public void Take(long bytes)
    {
        taken += Math.Min(bytes, long.MaxValue - taken);
        if (taken > limit)
            throw PthFile.NotTorch(file, $"its {fileLength} bytes would unfold to more than {limit} bytes, as if made to fill the memory");
    }
}
