using System.Text.Json;
using Foldline.Models;
using Foldline.Models.Weights;
using Foldline.Pipelines.Recipes;
using Foldline.Pipelines.Samples;
using Foldline.Pipelines.Stages;
using Foldline.Tests.Cli;
using Foldline.Tests.Pipelines.Stages;
using Foldline.Torch;
using Foldline.Torch.Serialization;

namespace Foldline.Tests.Pipelines.Exports;

public sealed class WeightExportTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly RecordingObserver observer = new();

    public WeightExportTests() => SampleGenerators.Find("vinbigdata").Generate(folder.At("data"), new SampleOptions(48, 40));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Export_GivesTimmsNamesAndACard()
    {
        var run = Run();
        var command = CliRun.Of("weights", "export", run, "--out", folder.At("out"));

        Assert.Equal((0, ""), (command.ExitCode, command.Error));
        var path = folder.At("out", "model.safetensors");
        Assert.Equal(path, command.Output.Trim());
        using (var model = ModelRegistry.Create("mobilenetv2_035", new ModelOptions { NumClasses = 2 }))
        {
            Assert.Equal(model.StateDict().Keys, SafeTensors.ReadNames(path));
            Assert.True(PretrainedWeights.Load(model, path).IsEmpty);
        }

        var trained = SafeTensors.Read(Path.Combine(run, "fold0", "checkpoints", "best-ema.safetensors")).Tensors.ToDictionary(tensor => tensor.Name);
        Assert.All(SafeTensors.Read(path).Tensors, tensor => Assert.Equal(trained[tensor.Name].Bytes.ToArray(), tensor.Bytes.ToArray()));
    }

    [Fact]
    public void Export_CardSaysHowToUseTheWeights()
    {
        var run = Run();
        CliRun.Of("weights", "export", run, "--fold", "0", "--out", folder.At("out"));

        using var document = JsonDocument.Parse(File.ReadAllText(folder.At("out", "config.json")));
        var card = document.RootElement;
        var settings = card.GetProperty("pretrained_cfg");
        Assert.Equal("mobilenetv2_035", card.GetProperty("architecture").GetString());
        Assert.Equal(2, card.GetProperty("num_classes").GetInt32());
        Assert.Equal(["normal", "abnormal"], card.GetProperty("label_names").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal([3, 32, 32], settings.GetProperty("input_size").Integers());
        Assert.Equal([0.5, 0.5, 0.5], settings.GetProperty("mean").Numbers());
        Assert.Equal([0.25, 0.25, 0.25], settings.GetProperty("std").Numbers());
        Assert.Equal(("conv_stem", "classifier", "vinbigdata"), (settings.GetProperty("first_conv").GetString(), settings.GetProperty("classifier").GetString(), settings.GetProperty("tag").GetString()));
        Assert.True(card.GetProperty("metrics").GetProperty("roc_auc").GetDouble() >= 0);
        Assert.Equal(16, card.GetProperty("foldline").GetProperty("recipe_hash").GetString()!.Length);
        Assert.Equal("1", card.GetProperty("foldline").GetProperty("epoch").GetString());

        var read = ModelCard.Beside(folder.At("out", "model.safetensors"))!;
        Assert.Equal([3, 32, 32], read.InputSize);
        Assert.Equal("abnormal", read.ClassNames[1]);
    }

    [Fact]
    public void Export_StartsAnotherRun_WithItsOwnScaling()
    {
        CliRun.Of("weights", "export", Run(), "--out", folder.At("out"));
        var next = Run($"model.pretrained={folder.At("out", "model.safetensors")}", "input.normalize=model");

        using var input = JsonDocument.Parse(File.ReadAllText(Path.Combine(next, "input.json")));
        Assert.Equal([0.5, 0.5, 0.5], input.RootElement.GetProperty("mean").Numbers());
        Assert.Equal([0.25, 0.25, 0.25], input.RootElement.GetProperty("std").Numbers());
    }

    [Fact]
    public void Export_WithoutScaling_IsOfRawPixels()
    {
        CliRun.Of("weights", "export", Run("input.normalize=none"), "--out", folder.At("out"));
        var card = ModelCard.Beside(folder.At("out", "model.safetensors"))!;
        Assert.Equal([0, 0, 0], card.Mean);
        Assert.All(card.Std, std => Assert.Equal(1 / 255.0, std, 12));
    }

    [Fact]
    public void Export_UntrainedFold_IsAnError()
    {
        var command = CliRun.Of("weights", "export", Run(), "--fold", "3");
        Assert.Equal(2, command.ExitCode);
        Assert.StartsWith("error FL6044", command.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Import_ReadsClassesAndChannelsOffTheFile()
    {
        var source = folder.At("checkpoint.safetensors");
        Save(source, new ModelOptions { NumClasses = 5, InChannels = 1 }, "module.");
        var command = CliRun.Of("weights", "import", source, "--model", "resnet10t", "--out", folder.At("plain.safetensors"));

        Assert.Equal((0, "", folder.At("plain.safetensors")), (command.ExitCode, command.Error, command.Output.Trim()));
        var stored = SafeTensors.Read(folder.At("plain.safetensors")).Tensors.ToDictionary(tensor => tensor.Name);
        Assert.All(SafeTensors.Read(source).Tensors, tensor => Assert.Equal(tensor.Bytes.ToArray(), stored[tensor.Name["module.".Length..]].Bytes.ToArray()));
        var card = ModelCard.Beside(folder.At("plain.safetensors"))!;
        Assert.Equal(("resnet10t", 5, 1, "conv1.0"), (card.Architecture, card.NumClasses, card.InputSize[0], card.FirstConv));
    }

    [Fact]
    public void Import_OtherNetwork_SaysWhatDoesNotFit()
    {
        var source = folder.At("checkpoint.safetensors");
        Save(source, new ModelOptions { NumClasses = 5 });
        var refused = CliRun.Of("weights", "import", source, "--model", "seresnet18", "--out", folder.At("out.safetensors"));

        Assert.Equal(2, refused.ExitCode);
        Assert.StartsWith("error FL2204", refused.Error, StringComparison.Ordinal);
        Assert.All(["missing: ", "unexpected: ", "other shape: "], kind => Assert.Contains(kind, refused.Error, StringComparison.Ordinal));
        Assert.False(File.Exists(folder.At("out.safetensors")));

        var partial = CliRun.Of("weights", "import", source, "--model", "seresnet18", "--out", folder.At("out.safetensors"), "--partial");
        Assert.Equal(0, partial.ExitCode);
        Assert.StartsWith("warning: the weights fit only in part", partial.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithWeightsThatFitInPart_IsAnErrorOrAWarning()
    {
        var source = folder.At("checkpoint.safetensors");
        Save(source, new ModelOptions { NumClasses = 2 }, without: "layer4.0.conv1.weight");

        Assert.Equal("FL2204", Assert.Throws<FoldlineException>(() => Run("model.name=resnet10t", $"model.pretrained={source}")).Code);
        Run("model.name=resnet10t", $"model.pretrained={source}", "model.strict=false");
        Assert.Contains(observer.Warnings, warning => warning.Contains("1 missing: layer4.0.conv1.weight", StringComparison.Ordinal));
    }

    [Fact]
    public void Weights_WithoutACommand_NamesThem()
    {
        var command = CliRun.Of("weights");
        Assert.Equal(2, command.ExitCode);
        Assert.StartsWith("error FL8003", command.Error, StringComparison.Ordinal);
    }

    private static void Save(string path, ModelOptions options, string prefix = "", string without = "")
    {
        using var scope = new TensorScope();
        using var model = ModelRegistry.Create("resnet10t", options, new TorchGenerator(4));
        SafeTensors.Write(path, [.. model.StateDict().Where(entry => entry.Key != without).Select(entry => entry.Value.ToStored(prefix + entry.Key))]);
    }

    private string Run(params string[] overrides)
    {
        string[] quick =
        [
            "input.size=32", "train.epochs=1", "train.folds=0", "folds.stratified.count=3", "loader.threads=2", "model.pretrained=false", "model.name=mobilenetv2_035",
            "train.precision=fp32", "predict.snapshot=best", "input.normalize={mean: 0.5, std: 0.25}", "augment=[]",
        ];
        var recipe = RecipeFile.Load(Repository.At("recipes", "vinbigdata.yaml"), quick.Concat(overrides).Select(RecipeOverride.Parse));
        var options = new RunOptions { DataFolder = folder.At("data"), OutFolder = folder.At("runs") };
        return new PipelineRunner(observer, TimeProvider.System).Run(recipe, options).Folder;
    }
}
