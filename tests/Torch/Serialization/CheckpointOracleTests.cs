using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using Foldline.Torch.Serialization;

namespace Foldline.Tests.Torch.Serialization;

/// <summary>Files written by torch and safetensors, good and broken: what is read, and what is refused.</summary>
[Trait("kind", "oracle")]
public sealed class CheckpointOracleTests
{
    public static TheoryData<string> Files => CheckpointFiles.Names(CheckpointFiles.Entries(ofArrays: false));

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_GivesWhatTheReferenceGives(string file)
    {
        var entry = CheckpointFiles.Entry(file);
        if (!CheckpointFiles.IsRefused(entry))
        {
            AssertContent(entry, Read(file));
            return;
        }

        var error = CheckpointFiles.AssertRefused(file, "FL21", () => Read(file));
        if (entry.TryGetProperty("global_name", out var global))
            Assert.Equal(global.GetString(), error.Facts["global"]);
    }

    private static PthContent Read(string file)
    {
        var path = CheckpointFiles.PathOf(file);
        if (!file.EndsWith(".safetensors", StringComparison.Ordinal))
            return PthFile.Read(path);
        var content = SafeTensors.Read(path);
        return new PthContent(content.Tensors, content.Metadata.ToDictionary(pair => pair.Key, pair => (object?)pair.Value));
    }

    private static void AssertContent(JsonElement entry, PthContent content)
    {
        var expected = Expected(entry).ToDictionary();
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), content.Tensors.Select(tensor => tensor.Name).Order(StringComparer.Ordinal));
        foreach (var tensor in content.Tensors)
            AssertTensor(expected[tensor.Name], tensor);
        foreach (var (name, value) in Scalars(entry))
            Assert.Equal(value, content.Scalars[name]);
        if (entry.TryGetProperty("metadata", out var metadata))
            Assert.Equal(metadata.ValueKind == JsonValueKind.Null ? 0 : metadata.EnumerateObject().Count(), content.Scalars.Count);
    }

    private static IEnumerable<KeyValuePair<string, JsonElement>> Expected(JsonElement entry)
    {
        foreach (var tensor in entry.GetProperty("tensors").EnumerateObject())
            yield return new(tensor.Name, tensor.Value);
        if (!entry.TryGetProperty("optimizer_tensors", out var optimizer))
            yield break;
        foreach (var tensor in optimizer.EnumerateObject())
            yield return new("optimizer/state/" + tensor.Name, tensor.Value);
    }

    private static IEnumerable<(string Name, object? Value)> Scalars(JsonElement entry)
    {
        (string From, string To)[] parts = [("scalars", ""), ("optimizer_param_groups", "optimizer/param_groups"), ("metadata", "")];
        return parts.SelectMany(part => entry.TryGetProperty(part.From, out var values) ? Flatten(part.To, values) : []);
    }

    private static IEnumerable<(string Name, object? Value)> Flatten(string name, JsonElement value)
    {
        string Join(string key) => name.Length == 0 ? key : $"{name}/{key}";
        return value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(item => Flatten(Join(item.Name), item.Value)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Flatten(Join(i.ToString(CultureInfo.InvariantCulture)), item)),
            JsonValueKind.Null when name.Length == 0 => [],
            _ => [(name, Scalar(value))],
        };
    }

    private static object? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when BigInteger.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var huge) => huge,
        JsonValueKind.String => value.GetString(),
        _ => value.TryGetInt64(out var whole) ? (object)whole : value.GetDouble(),
    };

    private static void AssertTensor(JsonElement expected, StoredTensor tensor)
    {
        Assert.Equal(expected.GetProperty("dtype").GetString(), tensor.DType.ToString().ToLowerInvariant());
        Assert.Equal(expected.Shape(), tensor.Shape);
        Assert.Equal(expected.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(tensor.Bytes.Span)));
    }
}
