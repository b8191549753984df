using Foldline.Models;
using Foldline.Models.Segmentation;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;

namespace Foldline.Tests.Models.Segmentation;

/// <summary>The snippets of <c>docs/segmentation.md</c>: each stands here word for word, so it compiles and runs.</summary>
public sealed class SegmentationPageTests
{
    [Fact]
    public void Snippets_OfThePage_StandInThisFile()
    {
        var here = Squeeze(File.ReadAllText(Repository.At("tests", "Models", "Segmentation", "SegmentationPageTests.cs")));
        var snippets = File.ReadAllText(Repository.At("docs", "segmentation.md")).Split("```csharp\n").Skip(1).Select(part => part.Split("```")[0]).ToList();

        Assert.NotEmpty(snippets);
        Assert.All(snippets, snippet => Assert.Contains(Squeeze(snippet), here, StringComparison.Ordinal));
    }

    [Fact]
    public void Architectures_OnThePage_AreThoseOfTheRegistry()
    {
        var rows = File.ReadAllText(Repository.At("docs", "segmentation.md")).Split("## Architectures")[1].Split("## Encoders")[0];
        Assert.Equal(SegmentationRegistry.Names, rows.Split('\n').Where(row => row.StartsWith("| `", StringComparison.Ordinal)).Select(row => row.Split('`')[1]));
    }

    [Fact]
    public void Snippets_Run()
    {
        using var scope = new TensorScope();
        var images = DeterministicFill.Input(2, 1, 64, 64);
        var colours = DeterministicFill.Input(2, 3, 64, 64);

        using var generator = new TorchGenerator(seed: 42);
        var options = new SegmentationOptions { Classes = 4, InChannels = 1, DecoderAttention = DecoderAttention.Scse };
        using var model = SegmentationRegistry.Create("Unet", "resnet18", options, generator);
        using var masks = model.Forward(images);

        Assert.Equal([2, 4, 64, 64], masks.Shape.ToArray());

        var names = EncoderRegistry.Names;
        using var encoder = EncoderRegistry.Create("tu-resnet34d", new EncoderOptions { Depth = 4 }, generator);
        var maps = encoder.ForwardFeatures(colours);

        Assert.Contains("resnet18", names);
        Assert.Equal(encoder.OutChannels, maps.Select(map => (int)map.Size(1)));

        var both = options with { LabelHead = new LabelHeadOptions { Classes = 2, Pooling = GlobalPoolKind.Max, Dropout = 0.5 } };
        using var twoHeads = SegmentationRegistry.Create("deeplabv3+", "tu-resnet34d", both, generator);
        var output = twoHeads.ForwardWithLabels(images);

        Assert.Equal([2, 2], output.Labels!.Shape.ToArray());
    }

    private static string Squeeze(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
