using System.Globalization;
using System.Text.RegularExpressions;
using Foldline.Torch.Nn;

namespace Foldline.Tests.Torch.Nn;

/// <summary>Builds a layer from the text that PyTorch prints for it: <c>Conv2d(3, 4, kernel_size=(3, 3), stride=(1, 1))</c>.</summary>
internal sealed partial class PrintedLayer
{
    private readonly List<string> positional = [];
    private readonly Dictionary<string, string> named = new(StringComparer.Ordinal);
    private readonly string type;

    private PrintedLayer(string text)
    {
        var open = text.IndexOf('(', StringComparison.Ordinal);
        type = text[..open];
        foreach (Match match in Argument().Matches(text[(open + 1)..^1]))
        {
            if (match.Groups["key"].Success)
                named.Add(match.Groups["key"].Value, match.Groups["value"].Value);
            else
                positional.Add(match.Groups["value"].Value);
        }
    }

    public static Module Build(string text)
    {
        if (!text.StartsWith("Sequential(", StringComparison.Ordinal))
            return new PrintedLayer(text).Make();
        var layers = new Sequential();
        foreach (Match match in Line().Matches(text))
            layers.Add(match.Groups["name"].Value, (Layer)Build(match.Groups["layer"].Value));
        return layers;
    }

    private Module Make() => type switch
    {
        "Linear" => new Linear(Integer("in_features"), Integer("out_features"), Flag("bias", true)),
        "Conv2d" => new Conv2d(At(0), At(1), Size("kernel_size", 1), Convolution()),
        "ConvTranspose2d" => new ConvTranspose2d(At(0), At(1), Size("kernel_size", 1), Convolution()),
        "Conv1d" => new Conv1d(At(0), At(1), Numbers("kernel_size", 1)[0]),
        "BatchNorm2d" => new BatchNorm2d(At(0), Real("eps"), Real("momentum"), Flag("affine", true)),
        "GroupNorm" => new GroupNorm(At(0), At(1), Real("eps")),
        "LayerNorm" => new LayerNorm(At(0), Real("eps")),
        "Embedding" => new Embedding(At(0), At(1)),
        "PReLU" => new PRelu(Integer("num_parameters")),
        "GRU" => new Gru(At(0), At(1), named.ContainsKey("num_layers") ? (int)Integer("num_layers") : 1),
        "LSTM" => new Lstm(At(0), At(1), named.ContainsKey("num_layers") ? (int)Integer("num_layers") : 1),
        "ReLU" => new Activation(ActivationKind.Relu),
        _ => throw new InvalidOperationException($"Unknown layer '{type}'."),
    };

    private Conv2dOptions Convolution() => new()
    {
        Stride = Size("stride", 1),
        Padding = Size("padding", 0),
        Dilation = Size("dilation", 1),
        Groups = named.ContainsKey("groups") ? Integer("groups") : 1,
        Bias = Flag("bias", true),
    };

    private long At(int position) => Parse(positional[position])[0];

    private long Integer(string key) => Parse(named[key])[0];

    private double Real(string key) => double.Parse(named[key], CultureInfo.InvariantCulture);

    private bool Flag(string key, bool fallback) => named.TryGetValue(key, out var text) ? text == "True" : fallback;

    private long[] Numbers(string key, long fallback) => named.TryGetValue(key, out var text) ? Parse(text) : [fallback];

    private Size2 Size(string key, int fallback)
    {
        var numbers = Numbers(key, fallback);
        return new Size2(numbers[0], numbers[^1]);
    }

    private static long[] Parse(string text) =>
        [.. text.Trim('(', ')').Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => long.Parse(part, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"(?:(?<key>\w+)=)?(?<value>\([^)]*\)|[^,()=\s][^,]*)(?:, |$)")]
    private static partial Regex Argument();

    [GeneratedRegex(@"^  \((?<name>\w+)\): (?<layer>.+)$", RegexOptions.Multiline)]
    private static partial Regex Line();
}
