using Foldline.Data.Loading;
using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Training.Averaging;
using Foldline.Training.Prediction.Tta;

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
    /// <param name="epoch">Epoch of the loader; random transforms depend on it.</param>
    public LogitTable Run(BatchLoader loader, IProgress<int>? progress = null, CancellationToken cancellation = default, int epoch = 0)
    {
        var table = new LogitTable(loader.SampleCount);
        ForEachBatch(loader, (batch, _) => table.Add(forward.Forward(model, batch.Images)), progress, cancellation, epoch);
        return table;
    }

    /// <summary>The network's logits for every sample under several views, one table a view.</summary>
    /// <param name="loader">Images without shuffling.</param>
    /// <param name="views">The views.</param>
    /// <param name="progress">Receives the number of samples done; may be null.</param>
    /// <param name="cancellation">Ends with an <see cref="OperationCanceledException"/>.</param>
    public IReadOnlyList<LogitTable> Run(BatchLoader loader, ViewSet views, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        LogitTable[] tables = [.. views.Views.Select(_ => new LogitTable(loader.SampleCount))];
        ForEachBatch(
            loader,
            (batch, _) =>
            {
                foreach (var (view, table) in views.Views.Zip(tables))
                    table.Add(forward.Forward(model, view.Look(batch.Images)));
            },
            progress,
            cancellation);
        return tables;
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

    private void ForEachBatch(BatchLoader loader, Action<Batch, int> visit, IProgress<int>? progress, CancellationToken cancellation, int epoch = 0)
    {
        var training = model.Training;
        model.Eval();
        try
        {
            using var noGrad = GradMode.NoGrad();
            var done = 0;
            foreach (var batch in loader.Epoch(epoch, 0, cancellation))
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
