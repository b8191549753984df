using Foldline.Imaging;
using Foldline.Pipelines.Recipes;

namespace Foldline.Tests.Pipelines.Recipes;

public sealed class RecipeTargetTests
{
    private const string Start = """
        name: small
        tables: {train: train.csv}
        samples: SELECT * FROM train

        """;

    [Fact]
    public void Columns_NameThemselves_UnlessNamesAreGiven()
    {
        var target = Read("target: {columns: [ETT - Normal, swan]}").Target;

        Assert.Equal((TargetKind.Labels, MaskFormat.RunLengths), (target.Kind, target.Format));
        Assert.Equal(["ETT - Normal", "swan"], target.Names);
        Assert.Equal(["a", "b"], Read("target: {columns: [ETT - Normal, swan], names: [a, b]}").Target.Names);
    }

    [Theory]
    [InlineData("target: {class: label, names: [a, b]}", "cross_entropy", "roc_auc,accuracy,log_loss")]
    [InlineData("target: {columns: [a, b]}", "bce_with_logits", "roc_auc,log_loss")]
    [InlineData("target: {columns: only}", "bce_with_logits", "roc_auc,log_loss")]
    [InlineData("target: {votes: [a, b]}", "kl_div", "kl_divergence")]
    [InlineData("target: {masks: [a, b]}", "bce_with_logits", "dice,iou")]
    [InlineData("target: {masks: path, format: classes, names: [sky, road], ignore: 255}", "cross_entropy", "dice,iou")]
    [InlineData("target: {masks: [path], format: channels, names: [defect]}", "bce_with_logits", "dice,iou")]
    public void Target_OfAnyKind_HasDefaultsOfItsOwn_AndIsWrittenAsItIsRead(string yaml, string loss, string metrics)
    {
        var recipe = Read(yaml);

        Assert.Equal(loss, recipe.Train.Loss.Name);
        Assert.Equal(metrics, string.Join(',', recipe.Metrics.Select(metric => metric.Name)));
        Assert.Equal(recipe, RecipeFile.Parse(RecipeWriter.ToYaml(recipe), "written.yaml"));
    }

    [Theory]
    [InlineData("FL6006", "target: {names: [a, b]}")]
    [InlineData("FL6005", "target: {class: label, columns: [a, b], names: [a, b]}")]
    [InlineData("FL6006", "target: {class: label}")]
    [InlineData("FL6005", "target: {class: label, names: [a]}")]
    [InlineData("FL6005", "target: {columns: [a, a]}")]
    [InlineData("FL6005", "target: {columns: [a, b], names: [a]}")]
    [InlineData("FL6005", "target: {masks: [a, fold]}")]
    [InlineData("FL6005", "target: {masks: [a, b], format: channels, names: [a, b]}")]
    [InlineData("FL6005", "target: {masks: [a, b], ignore: 3}")]
    [InlineData("FL6005", "target: {masks: [a, b], format: runs}")]
    [InlineData("FL6004", "target: {votes: [a, b], format: rle}")]
    public void Target_ThatIsWrong_IsRefused(string code, string yaml) => Assert.Equal(code, Assert.Throws<FoldlineException>(() => Read(yaml)).Code);

    [Fact]
    public void Override_OfAnotherKind_ReplacesTheFirst()
    {
        var recipe = Read("target: {class: label, names: [no, yes]}", "target.masks=[a, b, c]", "input.array=file", "input.layout=hwc");

        Assert.Equal((TargetKind.Masks, 3), (recipe.Target.Kind, recipe.Target.Names.Count));
        Assert.Equal((InputKind.Array, "file", true), (recipe.Input.Kind, recipe.Input.Image, recipe.Input.IsChannelsLast));
    }

    [Fact]
    public void Recipe_OnTopOfAnother_ReplacesTargetAndInput()
    {
        var recipe = RecipeFile.Parse($"extends: {Repository.At("recipes", "vinbigdata.yaml")}\ntarget: {{votes: [a, b]}}\ninput: {{tfrecord: picture}}\ntrain: {{loss: kl_div}}\n", "test.yaml");

        Assert.Equal(TargetKind.Shares, recipe.Target.Kind);
        Assert.Equal((InputKind.TfRecord, "picture", Normalization.ImageNet), (recipe.Input.Kind, recipe.Input.Image, recipe.Input.Normalize));
    }

    [Fact]
    public void Input_OfTwoKinds_IsRefused() => Assert.Equal("FL6005", Assert.Throws<FoldlineException>(() => Read("target: {columns: [a]}\ninput: {image: a, array: b}")).Code);

    [Fact]
    public void Tta_WithMergeBesideIt_IsReadAndWritten()
    {
        var recipe = Read("target: {columns: [a]}\npredict: {tta: {five_crop: {height: 8, width: 8}, merge: max}, threshold: 0.4, min_size: 30}", "predict.tta.merge=geometric_mean");

        Assert.Equal(("five_crop", TtaMerge.GeometricMean), (recipe.Predict.Tta!.Part.Name, recipe.Predict.Tta.Merge));
        Assert.Equal([0.4], recipe.Predict.Threshold);
        Assert.Equal([30], recipe.Predict.MinSize);
        Assert.Equal(recipe, RecipeFile.Parse(RecipeWriter.ToYaml(recipe), "written.yaml"));
        Assert.Equal("hflip", Read("target: {columns: [a]}", "predict.tta=hflip").Predict.Tta!.Part.Name);
    }

    [Theory]
    [InlineData("predict: {threshold: [0.5, 0.5, 0.5]}")]
    [InlineData("predict: {threshold: 1}")]
    [InlineData("predict: {min_size: 0.5}")]
    public void Predict_WithNumbersThatDoNotFit_IsRefused(string yaml) =>
        Assert.Equal("FL6005", Assert.Throws<FoldlineException>(() => Read($"target: {{masks: [a, b]}}\n{yaml}")).Code);

    [Fact]
    public void Model_WithAnEncoder_KeepsItsOwnArguments()
    {
        var recipe = Read("target: {masks: [a]}\nmodel: {name: unet, encoder: resnet18, decoder_channels: [64, 32, 16, 8, 4]}", "model.decoder_use_batchnorm=false");

        Assert.Equal("resnet18", recipe.Model.Encoder);
        Assert.Equal(["decoder_channels", "decoder_use_batchnorm"], recipe.Model.Arguments.Keys);
        Assert.Equal(recipe, RecipeFile.Parse(RecipeWriter.ToYaml(recipe), "written.yaml"));
        Assert.Equal("FL6004", Assert.Throws<FoldlineException>(() => Read("target: {masks: [a]}\nmodel: {name: unet, decoder_channels: [1]}")).Code);
    }

    private static Recipe Read(string yaml, params string[] overrides) => SampleRecipes.Read(Start + yaml, overrides);
}
