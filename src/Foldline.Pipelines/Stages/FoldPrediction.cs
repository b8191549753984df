using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Stages;

/// <summary>Predicts the validation and test samples of one fold and writes them. Runs on the engine thread.</summary>
/// <param name="context">The run.</param>
/// <param name="folder">The fold's folder.</param>
internal sealed class FoldPrediction(RunContext context, FoldFolder folder)
{
    private readonly ImagePredictor predictor = new(context.Inference, folder.Fold);

    /// <summary>Predicts with the fold's weights.</summary>
    /// <returns>The epoch that the weights are from.</returns>
    /// <exception cref="FoldlineException">FL6044: the fold has no weights.</exception>
    public int Run(CancellationToken cancellation)
    {
        using var model = context.Models.Empty();
        var epoch = FoldWeights.Load(model, folder, context.Recipe);
        context.Inference.Prepare(model);
        var rows = context.Validation(folder.Fold);
        var valid = predictor.Predict(model, context.Data.Train, rows, cancellation);
        predictor.Table(context.Data.Train, rows, valid.Merged).Save(folder.ValidPath);
        predictor.Table(context.Data.Train, rows, valid.Merged).SaveCsv(folder.ValidCsvPath, context.IdName());
        if (context.Tta is not null)
            predictor.Table(context.Data.Train, rows, valid.Plain ?? predictor.PredictPlain(model, context.Data.Train, rows, cancellation)).Save(folder.PlainValidPath);
        if (context.TestSamples is not { } samples)
            return epoch;
        int[] all = [.. Enumerable.Range(0, samples.Count)];
        var test = predictor.Table(samples, all, predictor.Predict(model, samples, all, cancellation).Merged);
        test.Save(folder.TestPath);
        test.SaveCsv(folder.TestCsvPath, context.IdName());
        return epoch;
    }
}
