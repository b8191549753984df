using System.Collections.Immutable;
using System.Text.Json;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Masks;

/// <summary>
/// What the search of thresholds and least sizes chose: from all validation predictions for the test, and from those of the other folds for each
/// fold, so that its out-of-fold score is honest. With a single fold there are no others, and its score is a fitted one.
/// </summary>
/// <param name="Names">Names of the classes.</param>
/// <param name="All">Choice for each class from all folds.</param>
/// <param name="Others">Choice for each class from the other folds, by fold; empty with a single fold.</param>
public sealed record MaskChoices(ValueList<string> Names, ImmutableArray<MaskChoice> All, ImmutableDictionary<int, ImmutableArray<MaskChoice>> Others)
{
    /// <summary>Mean Dice over all pairs, each class cut with what all images chose: fitted to them.</summary>
    public double Fitted => All.Average(choice => choice.Dice);

    /// <summary>The same when each part of the images is cut with what the others chose; not-a-number when there was one part.</summary>
    public double Nested { get; private init; } = double.NaN;

    /// <summary>Chooses after a search.</summary>
    /// <param name="names">Names of the classes.</param>
    /// <param name="search">The search, with all folds' images; its parts are the folds, or the halves of a single fold.</param>
    /// <param name="folds">The folds.</param>
    public static MaskChoices Of(ValueList<string> names, MaskSearch search, IReadOnlyList<int> folds) => new(
        names,
        search.Best(),
        folds.Count < 2 ? ImmutableDictionary<int, ImmutableArray<MaskChoice>>.Empty : folds.ToImmutableDictionary(fold => fold, fold => search.Best(except: fold)))
    {
        Nested = search.Nested(),
    };

    /// <summary>The recipe's values replaced by what was chosen.</summary>
    /// <param name="predict">The recipe's values.</param>
    /// <param name="fold">Fold that is predicted; -1 for the test.</param>
    public PredictSpec For(PredictSpec predict, int fold)
    {
        var chosen = Others.GetValueOrDefault(fold, All);
        return predict with { Threshold = [.. chosen.Select(choice => choice.Threshold)], MinSize = [.. chosen.Select(choice => choice.MinSize)] };
    }

    /// <summary>Writes the choices for people and other programs.</summary>
    /// <param name="path">JSON file to create or replace.</param>
    /// <exception cref="FoldlineException">FL1001: the file cannot be written.</exception>
    public void Save(string path) => JsonFile.Write(path, json =>
    {
        Write(json, "all", All);
        foreach (var (fold, chosen) in Others.OrderBy(entry => entry.Key))
            Write(json, FormattableString.Invariant($"fold{fold}"), chosen);
        json.WriteFinite("fitted_pair_dice", Fitted);
        json.WriteFinite("nested_pair_dice", Nested);
    });

    /// <summary>The recipe's values replaced by what was chosen for the test.</summary>
    /// <param name="path">File that <see cref="Save"/> wrote.</param>
    /// <param name="predict">The recipe's values.</param>
    /// <exception cref="FoldlineException">FL6524: the file is missing or damaged.</exception>
    public static PredictSpec ForTest(string path, PredictSpec predict)
    {
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            var all = json.RootElement.GetProperty("all").EnumerateArray().ToList();
            return predict with
            {
                Threshold = [.. all.Select(choice => choice.GetProperty("threshold").GetDouble())],
                MinSize = [.. all.Select(choice => choice.GetProperty("min_size").GetInt32())],
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw FoldlineException.User("FL6524", $"The thresholds and least sizes that the run's search chose cannot be read from '{path}': {e.Message} './foldline predict RUN --data DIR' chooses them again.", e, ("file", path));
        }
    }

    private void Write(Utf8JsonWriter json, string name, ImmutableArray<MaskChoice> chosen)
    {
        json.WriteStartArray(name);
        foreach (var (className, choice) in Names.Zip(chosen))
        {
            json.WriteStartObject();
            json.WriteString("class", className);
            json.WriteNumber("threshold", choice.Threshold);
            json.WriteNumber("min_size", choice.MinSize);
            json.WriteFinite("pair_dice", choice.Dice);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
