namespace Foldline.Training.Prediction;

/// <summary>Network outputs for some samples, row by row in the order of the samples.</summary>
/// <param name="Logits">[N · C] raw outputs.</param>
/// <param name="Probabilities">[N · C] after the activation.</param>
/// <param name="Classes">C.</param>
public sealed record Predictions(float[] Logits, double[] Probabilities, int Classes)
{
    /// <summary>N.</summary>
    public int Count => Classes == 0 ? 0 : Probabilities.Length / Classes;

    /// <summary>The predictions of one sample [C].</summary>
    /// <param name="sample">Row, from 0.</param>
    public ReadOnlySpan<double> Row(int sample) => Probabilities.AsSpan(sample * Classes, Classes);

    /// <summary>Applies an activation in double precision.</summary>
    /// <param name="logits">[N · C] raw outputs.</param>
    /// <param name="classes">C.</param>
    /// <param name="activation">How logits become predictions.</param>
    public static Predictions FromLogits(float[] logits, int classes, OutputActivation activation)
    {
        var probabilities = new double[logits.Length];
        for (var start = 0; start < logits.Length; start += classes)
            Activate(logits.AsSpan(start, classes), probabilities.AsSpan(start, classes), activation);
        return new Predictions(logits, probabilities, classes);
    }

    private static void Activate(ReadOnlySpan<float> logits, Span<double> result, OutputActivation activation)
    {
        if (activation == OutputActivation.Softmax)
        {
            Softmax(logits, result);
            return;
        }

        for (var i = 0; i < logits.Length; i++)
            result[i] = activation == OutputActivation.Sigmoid ? 1 / (1 + Math.Exp(-logits[i])) : logits[i];
    }

    private static void Softmax(ReadOnlySpan<float> logits, Span<double> result)
    {
        var largest = double.NegativeInfinity;
        foreach (var logit in logits)
            largest = Math.Max(largest, logit);
        var sum = 0.0;
        for (var i = 0; i < logits.Length; i++)
            sum += result[i] = Math.Exp(logits[i] - largest);
        for (var i = 0; i < logits.Length; i++)
            result[i] /= sum;
    }
}
