using Foldline.Torch;

namespace Foldline.Models.Profiles;

/// <summary>
/// Measures the memory of a model with small batches and takes it on to larger ones, which it grows with evenly.
/// </summary>
internal static class MeasuredMemory
{
    // Batch normalisation cannot train on a single value a channel, hence no batch of one.
    private const int Smaller = 2, Larger = 3;

    public static MemoryProfile Of(ImageModel model, long[] input, int batch)
    {
        var weights = model.NamedParameters().Concat(model.NamedBuffers()).Sum(entry => entry.Value.Count * entry.Value.DType.ElementSize());
        return new MemoryProfile(weights, Extend(count => Predict(model, input, count), batch), Extend(count => Train(model, input, count), batch));
    }

    private static long Extend(Func<int, long> measure, int batch)
    {
        var (small, large) = (measure(Smaller), measure(Larger));
        return small + ((batch - Smaller) * (large - small));
    }

    private static long Predict(ImageModel model, long[] input, int batch)
    {
        model.Eval();
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var images = Aten.Zeros([batch, .. input]);
        using var meter = new CpuMemoryMeter();
        model.Forward(images);
        return meter.Peak;
    }

    private static long Train(ImageModel model, long[] input, int batch)
    {
        model.Train();
        using var scope = new TensorScope();
        var images = Aten.Zeros([batch, .. input]);
        using var meter = new CpuMemoryMeter();
        model.Forward(images);
        return meter.Current;
    }
}
