using Foldline.Pipelines.Recipes;

namespace Foldline.Tests.Pipelines.Recipes;

/// <summary>Recipes as texts for the tests.</summary>
internal static class SampleRecipes
{
    public const string Small = """
        name: small
        seed: 7
        tables: {train: train.csv, sample: sample.csv}
        samples: SELECT id, image, label FROM train
        target: {class: label, names: [no, yes]}
        augment:
          - horizontal_flip: {p: 0.5}
          - random_brightness_contrast
        train:
          epochs: 2
          optimizer: {adam: {lr: 1e-3}}
          schedule: {cosine: {t_max: 10}, every: iteration}
          ema: {decay: 0.99}
        submission: SELECT id, yes FROM predictions
        """;

    public static Recipe Read(string yaml, params string[] overrides) => RecipeFile.Parse(yaml, "test.yaml", [.. overrides.Select(RecipeOverride.Parse)]);

    public static FoldlineException Fails(string yaml, params string[] overrides) => Assert.Throws<FoldlineException>(() => Read(yaml, overrides));
}
