using System.Text.Json;
using Foldline.Models;
using Foldline.Models.Weights;
using Foldline.Torch;
using Foldline.Torch.Serialization;

namespace Foldline.Tests.Models.Weights;

public sealed class PretrainedWeightsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("foldline-weights-").FullName;
    private readonly TensorScope scope = new();

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Load_OwnFile_GivesTheSameOutputs()
    {
        using var source = Filled(10);
        using var target = Make(new ModelOptions { NumClasses = 10 });
        Assert.True(PretrainedWeights.Load(target, Save(source)).IsEmpty);
        Assert.Equal(Outputs(source), Outputs(target));
    }

    [Theory]
    [InlineData("module.")]
    [InlineData("_orig_mod.")]
    [InlineData("_orig_mod.module.")]
    public void Load_Prefix_IsCutOff(string prefix)
    {
        using var source = Filled(10);
        using var target = Make(new ModelOptions { NumClasses = 10 });
        Assert.True(PretrainedWeights.Load(target, Save(source, prefix)).IsEmpty);
    }

    [Fact]
    public void Load_OtherNumberOfClasses_KeepsTheModelsClassifier()
    {
        using var source = Filled(10);
        using var target = Make(new ModelOptions { NumClasses = 3 });
        var before = target.StateDict()["fc.weight"].ToArray<float>();

        var mismatch = PretrainedWeights.Load(target, Save(source));

        Assert.Equal(2, mismatch.Misshaped.Count);
        Assert.Equal(before, target.StateDict()["fc.weight"].ToArray<float>());
        Assert.Equal(source.StateDict()["layer1.0.conv1.weight"].ToArray<float>(), target.StateDict()["layer1.0.conv1.weight"].ToArray<float>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Load_OtherNumberOfChannels_AdaptsTheFirstConvolution(int channels)
    {
        using var source = Filled(10);
        using var target = Make(new ModelOptions { NumClasses = 10, InChannels = channels });
        Assert.True(PretrainedWeights.Load(target, Save(source)).IsEmpty);

        var colours = source.StateDict()["conv1.0.weight"];
        var adapted = target.StateDict()["conv1.0.weight"];
        if (channels == 1)
            Assert.True((adapted - colours.Sum([1], keepdim: true)).Abs().Max().ToDouble() < 1e-6);
        if (channels == 4)
            Assert.True((adapted[.., 3] - (colours[.., 0] * 0.75)).Abs().Max().ToDouble() < 1e-6);
    }

    [Fact]
    public void Adapt_SquaresAsChannels_SumsTheColoursOfEachPlace()
    {
        var stored = Aten.Arange(48).View([1, 48, 1, 1]);
        var adapted = FirstConvAdapter.Adapt(stored, 16);
        Assert.Equal(Enumerable.Range(0, 16).Select(place => (9L * place) + 3), adapted.View([16]).ToArray<long>());
    }

    [Fact]
    public void Load_AnotherNetwork_SaysWhatIsMissing()
    {
        using var source = ModelRegistry.Create("resnet18", new ModelOptions { NumClasses = 10 }, new TorchGenerator(1));
        using var target = Make(new ModelOptions { NumClasses = 10 });
        var error = Assert.Throws<FoldlineException>(() => PretrainedWeights.Load(target, Save(source)));
        Assert.Equal("FL2204", error.Code);
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FindWeights_FollowsTheMainReference()
    {
        var file = WriteCache("timm/resnet10t.c3_in1k", "abc", "model.safetensors");
        WriteCache("timm/resnet10t.c3_in1k", "newer", "pytorch_model.bin");
        Directory.CreateDirectory(Path.Combine(folder, "models--timm--resnet10t.c3_in1k", "refs"));
        File.WriteAllText(Path.Combine(folder, "models--timm--resnet10t.c3_in1k", "refs", "main"), "abc\n");
        Assert.Equal(file, HuggingFaceCache.FindWeights("timm/resnet10t.c3_in1k", folder));
        Assert.Null(HuggingFaceCache.FindWeights("timm/resnet18.a1_in1k", folder));
    }

    [Fact]
    [Trait("kind", "oracle")]
    public void PretrainedTable_IsTimms()
    {
        foreach (var record in ModelOracle.Files().SelectMany(ModelOracle.All))
        {
            var name = record.GetProperty("name").GetString()!;
            if (!record.TryGetProperty("pretrained", out var expected) || !ModelRegistry.Names.Contains(name))
                continue;
            var rows = PretrainedTable.For(name);
            Assert.Equal(expected.EnumerateArray().Select(entry => entry.GetProperty("tag").GetString()), rows.Select(row => row.Tag));
            foreach (var (entry, row) in expected.EnumerateArray().Zip(rows))
                AssertSame(entry, row);
        }
    }

    [Fact]
    public void Load_LeavesOutTablesAndPartsOfPreTraining()
    {
        var options = new ModelOptions { NumClasses = 10 };
        using var source = ModelRegistry.Create("eva02_tiny_patch14_224", options, new TorchGenerator(3));
        using var target = ModelRegistry.Create("eva02_tiny_patch14_224", options, new TorchGenerator(4));
        var path = Path.Combine(folder, "model.safetensors");
        var stored = source.StateDict().Select(entry => entry.Value.ToStored(entry.Key.Replace("fc_norm", "norm", StringComparison.Ordinal)));
        using var extra = Aten.Zeros([2]);
        string[] names = ["mask_token", "lm_head.weight", "rope.freqs_cos", "blocks.0.attn.relative_position_index"];
        SafeTensors.Write(path, [.. stored, .. names.Select(name => extra.ToStored(name))]);

        Assert.True(PretrainedWeights.Load(target, path).IsEmpty);
        Assert.Equal(source.StateDict()["fc_norm.weight"].ToArray<float>(), target.StateDict()["fc_norm.weight"].ToArray<float>());
        Assert.Equal(source.StateDict()["blocks.11.mlp.fc2.weight"].ToArray<float>(), target.StateDict()["blocks.11.mlp.fc2.weight"].ToArray<float>());
    }

    [Fact]
    public void Load_LayersThatBlocksShare_NeedOneOfTheirNames()
    {
        using var source = ModelRegistry.Create("coat_tiny", new ModelOptions { NumClasses = 10 }, new TorchGenerator(1));
        using var target = ModelRegistry.Create("coat_tiny", new ModelOptions { NumClasses = 10 });
        var path = Path.Combine(folder, "shared.safetensors");
        SafeTensors.Write(path, [.. source.NamedParameters().Select(entry => entry.Value.ToStored(entry.Key))]);

        Assert.True(PretrainedWeights.Load(target, path).IsEmpty);
        Assert.Equal(source.StateDict()["parallel_blocks.5.mlp4.fc1.weight"].ToArray<float>(), target.StateDict()["parallel_blocks.5.mlp4.fc1.weight"].ToArray<float>());
    }

    private static void AssertSame(JsonElement entry, PretrainedSettings row)
    {
        Assert.Equal(entry.GetProperty("mean").Numbers(), row.Mean);
        Assert.Equal(entry.GetProperty("std").Numbers(), row.Std);
        Assert.Equal(entry.GetProperty("input_size").Integers(), row.InputSize);
        Assert.Equal(entry.GetProperty("crop_pct").GetDouble(), row.CropFraction);
        Assert.Equal(entry.GetProperty("interpolation").GetString(), row.Interpolation);
        Assert.Equal(entry.GetProperty("num_classes").GetInt32(), row.NumClasses);
        Assert.Equal(NameOf(entry, "first_conv"), row.FirstConv);
        Assert.Equal(NameOf(entry, "classifier"), row.Classifier);
        Assert.Equal(entry.TryGetProperty("hf_hub_id", out var hub) ? hub.GetString() : null, row.Repository);
    }

    // Several names stand in a list, none is left out.
    private static string NameOf(JsonElement entry, string key)
    {
        if (!entry.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null)
            return "-";
        return value.ValueKind == JsonValueKind.Array ? string.Join(' ', value.EnumerateArray().Select(item => item.GetString())) : value.GetString()!;
    }

    private static ImageModel Make(ModelOptions options) => ModelRegistry.Create("resnet10t", options, new TorchGenerator(3));

    private static ImageModel Filled(int classes)
    {
        var model = Make(new ModelOptions { NumClasses = classes });
        DeterministicFill.Fill(model);
        return model;
    }

    private static float[] Outputs(ImageModel model)
    {
        using var noGrad = GradMode.NoGrad();
        model.Eval();
        return model.Forward(DeterministicFill.Input(1, 3, 32, 32)).ToArray<float>();
    }

    private string Save(ImageModel model, string prefix = "")
    {
        var path = Path.Combine(folder, "model.safetensors");
        SafeTensors.Write(path, [.. model.StateDict().Select(entry => entry.Value.ToStored(prefix + entry.Key))]);
        return path;
    }

    private string WriteCache(string repository, string revision, string name)
    {
        var path = Path.Combine(folder, "models--" + repository.Replace("/", "--", StringComparison.Ordinal), "snapshots", revision);
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, name), "");
        return Path.Combine(path, name);
    }
}
