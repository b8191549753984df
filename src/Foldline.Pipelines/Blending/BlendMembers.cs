using System.Collections.Immutable;
using Foldline.Pipelines.Predictions;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Runs;

namespace Foldline.Pipelines.Blending;

/// <summary>Loads the runs of a blend and sees to it that they speak of the same samples, classes and folds.</summary>
internal static class BlendMembers
{
    private const int Shown = 3;

    /// <summary>Loads the runs; the predictions of all have the order of the first one's.</summary>
    /// <param name="folders">Folders of the runs.</param>
    /// <exception cref="FoldlineException">
    /// FL6501: fewer than two, or one twice. FL6502: masks. FL6503: other classes. FL6504, FL6506: other samples. FL6505: other folds. FL6045: no predictions.
    /// </exception>
    public static ImmutableArray<BlendMember> Load(IReadOnlyList<string> folders)
    {
        if (folders.Count < 2 || folders.Distinct(StringComparer.Ordinal).Count() < folders.Count)
            throw FoldlineException.User("FL6501", $"A blend needs at least two different runs; given are {folders.Count}: {string.Join(", ", folders.Select(Path.GetFileName))}. './foldline runs' lists what there is.");
        var members = folders.Select(Read).ToList();
        return [members[0], .. members.Skip(1).Select(member => Align(member, members[0]))];
    }

    private static BlendMember Read(string folder)
    {
        var recipe = RecipeFile.Load(Path.Combine(folder, "recipe.yaml"));
        if (recipe.Target.Kind == TargetKind.Masks)
            throw FoldlineException.User("FL6502", $"The run '{folder}' predicts masks, which are kept as run lengths without probabilities and cannot be blended. Average the folds of one run instead, or predict with test-time augmentation (predict.tta).", null, ("folder", folder));
        var (valid, test) = (Path.Combine(folder, "oof.parquet"), Path.Combine(folder, "test.parquet"));
        if (!File.Exists(valid))
            throw FoldlineException.User("FL6045", $"No fold of the run '{folder}' has predictions. Train and predict first.", null, ("folder", folder));
        return new BlendMember(folder, recipe, PredictionTable.Load(valid, recipe.Target.Names), File.Exists(test) ? PredictionTable.Load(test, recipe.Target.Names) : null);
    }

    private static BlendMember Align(BlendMember member, BlendMember first)
    {
        if (member.Recipe.Target.Kind != first.Recipe.Target.Kind || !member.Recipe.Target.Names.SequenceEqual(first.Recipe.Target.Names))
            throw Differ("FL6503", member, first, $"predict different things: {Describe(member)} and {Describe(first)}. Blend runs whose recipes have the same 'target'");
        var valid = Reorder(member.OutOfFold, first.OutOfFold, () => SampleNames(member.OutOfFold, first.OutOfFold), what => Differ(
            "FL6504", member, first, $"have out-of-fold predictions of different samples ({what}). Train and predict all folds of both on the same samples"));
        var row = Enumerable.Range(0, valid.Count).FirstOrDefault(row => valid.Folds[row] != first.OutOfFold.Folds[row], -1);
        if (row >= 0)
            throw Differ("FL6505", member, first, $"have different folds: '{valid.Ids[row]}' is predicted by fold {valid.Folds[row]} of the one and {first.OutOfFold.Folds[row]} of the other. Weights fitted on such predictions look better than they are. Give both recipes the same 'folds' and the samples the same order");
        if ((member.Test is null) != (first.Test is null))
            throw Differ("FL6506", member, first, $"have not both test predictions; {(member.Test is null ? member.Id : first.Id)} has none. Predict the test samples with both ('./foldline predict')");
        var test = member.Test is null ? null : Reorder(member.Test, first.Test!, () => SampleNames(member.Test, first.Test!), what => Differ(
            "FL6506", member, first, $"have predictions of different test samples ({what}). Predict the same test samples with both"));
        return member with { OutOfFold = valid, Test = test };
    }

    private static PredictionTable Reorder(PredictionTable table, PredictionTable model, Func<string> difference, Func<string, FoldlineException> error)
    {
        if (table.Ids.SequenceEqual(model.Ids))
            return table;
        var ordered = PredictionTable.Join([table], model.Ids);
        return ordered.Count == model.Count && table.Count == model.Count ? ordered : throw error(difference());
    }

    private static string SampleNames(PredictionTable table, PredictionTable model)
    {
        var (own, other) = (table.Ids.Except(model.Ids).ToList(), model.Ids.Except(table.Ids).ToList());
        return $"{table.Count} and {model.Count}; only in the one: {List(own)}; only in the other: {List(other)}";
    }

    private static string List(List<string> ids) => ids.Count switch
    {
        0 => "none",
        <= Shown => string.Join(", ", ids),
        _ => $"{string.Join(", ", ids.Take(Shown))} and {ids.Count - Shown} more",
    };

    private static string Describe(BlendMember member) => $"{member.Recipe.Target.Kind.ToString().ToLowerInvariant()} {string.Join(", ", member.Recipe.Target.Names)}";

    private static FoldlineException Differ(string code, BlendMember member, BlendMember first, string how) => FoldlineException.User(
        code,
        $"The runs '{member.Id}' and '{first.Id}' {how}.",
        null,
        ("run", member.Folder),
        ("other", first.Folder));
}
