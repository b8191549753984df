using Foldline.Torch;

namespace Foldline.Training.Prediction;

/// <summary>Gathers logits batch by batch.</summary>
/// <param name="samples">Number of samples that will come.</param>
public sealed class LogitTable(int samples)
{
    private float[] values = [];
    private int filled;

    /// <summary>Number of classes C; 0 before the first batch.</summary>
    public int Classes { get; private set; }

    /// <summary>Number of samples so far.</summary>
    public int Count => Classes == 0 ? 0 : filled / Classes;

    /// <summary>Adds a batch.</summary>
    /// <param name="logits">[N, C] in single precision, on any device.</param>
    public void Add(Tensor logits)
    {
        var row = logits.ToArray<float>();
        if (Classes == 0)
        {
            Classes = checked((int)(logits.Count / logits.Size(0)));
            values = new float[(long)samples * Classes];
        }

        row.CopyTo(values, filled);
        filled += row.Length;
    }

    /// <summary>The predictions of all samples.</summary>
    /// <param name="activation">How logits become predictions.</param>
    public Predictions ToPredictions(OutputActivation activation) => Predictions.FromLogits(values[..filled], Classes, activation);
}
