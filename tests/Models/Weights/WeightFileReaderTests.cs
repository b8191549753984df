using Foldline.Models.Weights;

namespace Foldline.Tests.Models.Weights;

/// <summary>Names as they come out of checkpoints of training scripts.</summary>
[Trait("kind", "oracle")]
public sealed class WeightFileReaderTests
{
    [Theory]
    [InlineData("net0.pth", "conv1.weight")]
    [InlineData("net1_legacy.pth", "conv1.weight")]
    [InlineData("net0.safetensors", "conv1.weight")]
    [InlineData("data_parallel0.pth", "conv1.weight")]
    [InlineData("model0.pth", "0.weight")]
    [InlineData("model1_legacy.pth", "0.weight")]
    [InlineData("mixed0.pth", "w")]
    public void Read_Checkpoint_GivesPlainNames(string file, string name)
    {
        var path = Path.Combine(Oracle.Folder, "numeric", "checkpoints", file);
        Assert.Contains(name, WeightFileReader.Read(path).Select(tensor => tensor.Name));
        Assert.DoesNotContain(WeightFileReader.Read(path), tensor => tensor.Name.Contains('/', StringComparison.Ordinal));
    }
}
