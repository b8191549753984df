using System.Globalization;
using Foldline.Imaging.Similarity;

namespace Foldline.Pipelines.Doctor.Checks;

/// <summary>Pictures that are the same on both sides of a fold, in training and test, or under different labels.</summary>
internal static class DuplicateCheck
{
    private const string Name = "duplicates";

    public static IEnumerable<Finding> Look(Examination examination)
    {
        var same = SamePictures.Of(examination);
        var isTest = same.Crossing.ToLookup(match => examination.SideOf(match.First) == Examination.TestSide || examination.SideOf(match.Second) == Examination.TestSide);
        return [.. BetweenFolds(examination, [.. isTest[false]]), .. WithTest(examination, [.. isTest[true]]), .. Contradicting(examination)];
    }

    private static IEnumerable<Finding> BetweenFolds(Examination examination, List<ImageMatch> pairs)
    {
        if (pairs.Count > 0)
        {
            yield return new Finding(
                Name,
                Severity.Error,
                $"{pairs.Count} pairs of images that show the same are in different folds ({Kinds(pairs)}; {Images(pairs)} images): validation sees what training has seen, and its scores are too good.",
                "Write groups (./foldline doctor … --groups groups.csv), add the table to the recipe, join it to 'samples' and split by picture_group (folds={stratified_group: …} or {group: …}).")
            {
                Evidence = Examples(examination, pairs),
            };
        }
    }

    private static IEnumerable<Finding> WithTest(Examination examination, List<ImageMatch> pairs)
    {
        if (pairs.Count > 0)
        {
            yield return new Finding(
                Name,
                Severity.Warning,
                $"{pairs.Count} pairs of images that show the same are in training and test ({Kinds(pairs)}; {Images(pairs)} images): the test score is not that of new images.",
                "Ask how the sets were divided. For an honest estimate keep groups together in your own folds.")
            {
                Evidence = Examples(examination, pairs),
            };
        }
    }

    private static IEnumerable<Finding> Contradicting(Examination examination)
    {
        if (!examination.HasTargets || examination.Data.Train.Targets is not { Classes.IsEmpty: false } targets)
            yield break;
        List<ImageMatch> pairs = [.. examination.Images!.Matches.Where(match =>
            match.Kind == MatchKind.Identical && match.Second < examination.Data.Train.Count && targets.Classes[match.First] != targets.Classes[match.Second])];
        if (pairs.Count > 0)
        {
            yield return new Finding(Name, Severity.Warning, $"{pairs.Count} pairs of identical images have different labels.", "Correct the labels, or leave one of each pair out.")
            {
                Evidence = Examples(examination, pairs),
            };
        }
    }

    private static Recipes.ValueList<string> Examples(Examination examination, List<ImageMatch> pairs) => Evidence.Of([.. pairs
        .OrderBy(match => match.Kind).ThenByDescending(match => match.Score)
        .Select(match => string.Create(
            CultureInfo.InvariantCulture,
            $"{Named(examination, match.First)} ~ {Named(examination, match.Second)}: {SamePictures.NameOf(match.Kind)}, {match.Score:0.00}"))]);

    private static string Named(Examination examination, int number) => $"{examination.IdOf(number)} ({Examination.NameOf(examination.SideOf(number))})";

    private static string Kinds(List<ImageMatch> pairs) => string.Join(", ", pairs.GroupBy(match => match.Kind).OrderBy(group => group.Key).Select(group => $"{group.Count()} {SamePictures.NameOf(group.Key)}"));

    private static int Images(List<ImageMatch> pairs) => pairs.SelectMany(match => (int[])[match.First, match.Second]).Distinct().Count();
}
