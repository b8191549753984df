using Foldline.Data.Loading;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Training.Averaging;

namespace Foldline.Training.Prediction;

/// <summary>Runs a network over all images of a loader without recording gradients.</summary>
/// <param name="model">The network, on its device; it is left in the mode (training or evaluation) in which it was.</param>
/// <param name="forward">Where and in which number format it runs.</param>
public sealed class Predictor(Layer model, ForwardContext forward)
{
    /// <summary>The network's logits for every sample, in the loader's order.</summary>
    /// <param name="loader">Images without shuffling.</param>
    /// <param name="progress">Receives the number of samples done; may be null.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    public LogitTable Run(BatchLoader loader, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var table = new LogitTable(loader.SampleCount);
        ForEachBatch(loader, (batch, _) => table.Add(forward.Forward(model, batch.Images)), progress, cancellation);
        return table;
    }

    /// <summary>The logits of the raw and of the averaged weights in one pass over the images.</summary>
    /// <param name="loader">Images without shuffling.</param>
    /// <param name="average">The averaged weights; null gives only the raw ones.</param>
    /// <param name="visit">Receives the logits of each batch; the flag tells the averaged weights from the raw ones.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    public void RunBoth(BatchLoader loader, ExponentialMovingAverage? average, Action<Batch, Tensor, bool> visit, CancellationToken cancellation) =>
        ForEachBatch(
            loader,
            (batch, _) =>
            {
                visit(batch, forward.Forward(model, batch.Images), false);
                if (average is null)
                    return;
                average.Assign();
                try
                {
                    visit(batch, forward.Forward(model, batch.Images), true);
                }
                finally
                {
                    average.Resume();
                }
            },
            null,
            cancellation);

    private void ForEachBatch(BatchLoader loader, Action<Batch, int> visit, IProgress<int>? progress, CancellationToken cancellation)
    {
        var training = model.Training;
        model.Eval();
        try
        {
            using var noGrad = GradMode.NoGrad();
            var done = 0;
            foreach (var batch in loader.Epoch(0, 0, cancellation))
            {
                using var scope = new TensorScope();
                using (batch)
                    visit(batch, done);
                done += batch.Count;
                progress?.Report(done);
            }
        }
        finally
        {
            model.Train(training);
        }
    }
}
