using System.Security.Cryptography;
using System.Text;
using Foldline.Data.Folds;
using Foldline.Pipelines.Recipes;

namespace Foldline.Pipelines.Stages;

/// <summary>A fingerprint of what a fold's weights depend on: the recipe without what only concerns speed, selection and output, and the folds.</summary>
internal static class TrainingHash
{
    /// <summary>16 hexadecimal digits.</summary>
    public static string Compute(Recipe recipe, FoldAssignment folds)
    {
        var essential = recipe with
        {
            TestSamples = null,
            Boxes = null,
            Prepare = null,
            Loader = new LoaderSpec(),
            Predict = new PredictSpec(),
            Device = "auto",
            Report = [],
            OutOfFold = null,
            Submission = null,
            Metrics = [],
            Doctor = new DoctorSpec(),
            Train = recipe.Train with { Folds = FoldSelection.All, ValidBatch = 1, Snapshot = null, KeepsOnlyBest = false, Checkpoint = Interval.EachEpoch },
        };
        var text = $"{RecipeWriter.ToYaml(essential)}\n{folds.Checksum}\n{string.Join(',', folds.Folds)}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }
}
