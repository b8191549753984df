using System.Text.Json;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Blending;

/// <summary>The file <c>blend.json</c>: which runs with which weights, and how good that is.</summary>
internal static class BlendFile
{
    /// <summary>Writes the file.</summary>
    /// <param name="path">File to create or replace.</param>
    /// <param name="fit">Weights and scores.</param>
    /// <param name="members">The runs.</param>
    /// <param name="usesRanks">Whether ranks were averaged.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public static void Save(string path, BlendFit fit, IReadOnlyList<BlendMember> members, bool usesRanks) => JsonFile.Write(path, json =>
    {
        json.WriteString("metric", fit.Metrics[0]);
        json.WriteString("mode", fit.IsMaximized ? "max" : "min");
        json.WriteString("averages", usesRanks ? "ranks" : "probabilities");
        json.WriteStartArray("runs");
        foreach (var (member, m) in members.Select((member, m) => (member, m)))
        {
            json.WriteStartObject();
            json.WriteString("id", member.Id);
            json.WriteString("folder", member.Folder);
            json.WriteString("model", member.Recipe.Model.Name);
            json.WriteNumber("weight", fit.Weights[m]);
            json.WriteStartArray("weights_without_fold");
            foreach (var weights in fit.FoldWeights)
                json.WriteNumberValue(weights[m]);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("scores");
        foreach (var score in fit.Rows)
            Write(json, fit, score);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, BlendFit fit, BlendScore score)
    {
        json.WriteStartObject();
        json.WriteString("name", score.Name);
        json.WriteFinite("gain", fit.GainOf(score));
        for (var i = 0; i < fit.Metrics.Length; i++)
        {
            json.WriteStartObject(fit.Metrics[i]);
            json.WriteFinite("oof", score.OutOfFold[i]);
            json.WriteFinite("mean_of_folds", score.MeanOfFolds(i));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
