using Foldline.Torch;

namespace Foldline.Tests.Torch;

/// <summary>CPU memory of tensors comes from a pool (<c>native/torch/allocator.cpp</c>): blocks never overlap, whatever is freed in between.</summary>
public sealed class TensorPoolTests : IDisposable
{
    private readonly EngineThread engine = new(1);

    public void Dispose() => engine.Dispose();

    [Fact]
    public async Task Blocks_OfSeveralThreads_NeverOverlap()
    {
        engine.Run(() => TorchBackend.Threads);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(seed => Task.Run(() => MakeAndFree(seed))));
    }

    // From below the pool's smallest block (256 KB) to more than half of its largest chunk.
    private static void MakeAndFree(int seed)
    {
        var random = new Random(seed);
        var held = new List<Tensor>();
        for (var i = 0; i < 400; i++)
        {
            var length = (long)Math.Pow(2, 10 + (random.NextDouble() * (i % 50 == 0 ? 16 : 10)));
            held.Add(Aten.Full([length], 1000 * seed + i, dtype: DType.Float32));
            while (held.Count > random.Next(3, 20))
                CheckAndFree(held, random.Next(held.Count));
        }

        while (held.Count > 0)
            CheckAndFree(held, held.Count - 1);
    }

    private static void CheckAndFree(List<Tensor> held, int index)
    {
        using var tensor = held[index];
        held.RemoveAt(index);
        var values = tensor.Data<float>();
        Assert.True(values.IndexOfAnyExcept(values[0]) < 0, "a block was written through another");
    }
}
