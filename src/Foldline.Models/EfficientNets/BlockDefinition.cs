using System.Globalization;
using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientNets;

/// <summary>
/// A block as written in the papers' and timm's definitions: <c>ir_r2_k5_s2_e6_c40_se0.25</c> = inverted residual, 2 times,
/// kernel 5, stride 2, expansion 6, 40 channels, squeeze-and-excitation to a quarter. <c>k3.5</c>: several kernel sizes side by
/// side. <c>a</c>, <c>p</c>: kernels of the expansion and of the projection. <c>nsw</c>, <c>nre</c>: activation. <c>gs</c>:
/// channels a group. <c>cc</c>: experts. <c>fc</c>: expansion counts from so many channels. <c>noskip</c>, <c>skip</c>: shortcut.
/// In <c>uir</c> the kernels <c>a</c>, <c>k</c>, <c>p</c> are of depthwise convolutions before the expansion, behind it and behind the
/// projection; 0 is none. <c>m</c>, <c>q</c>: expanded channels and reduced channels as numbers, after pruning. <c>d1</c>: squares of four places become channels here. In <c>mqa</c>: <c>h</c> heads of <c>d</c> channels, keys and values at every <c>v</c>-th place.
/// </summary>
internal sealed record BlockDefinition
{
    public required BlockKind Kind { get; init; }

    public required int Repeats { get; init; }

    public required int[] KernelSizes { get; init; }

    public required int Stride { get; init; }

    public required int Channels { get; init; }

    public int[] ExpandKernelSizes { get; init; } = [1];

    public int[] ProjectKernelSizes { get; init; } = [1];

    public double Expansion { get; init; } = 1;

    public double SqueezeRatio { get; init; }

    /// <summary>Channels after the expansion where the ratio does not give them.</summary>
    public int? Expanded { get; init; }

    /// <summary>Reduced channels of squeeze-and-excitation where the ratio does not give them.</summary>
    public int? Squeezed { get; init; }

    public int? GroupSize { get; init; }

    public int ExpandFrom { get; init; }

    /// <summary>Where the block stands in a region whose squares of four places are channels; a definition can only start one.</summary>
    public SpaceToDepth SpaceToDepth { get; init; }

    /// <summary>Heads of attention.</summary>
    public int Heads { get; init; }

    /// <summary>Channels of a head.</summary>
    public int HeadSize { get; init; }

    /// <summary>Stride of keys and values.</summary>
    public int KeyStride { get; init; } = 1;

    /// <summary>Kernels to mix; 0: an ordinary convolution.</summary>
    public int Experts { get; init; }

    public ActivationKind? Activation { get; init; }

    /// <summary>Null where the definition says nothing.</summary>
    public bool? Skip { get; init; }

    public static BlockDefinition Parse(string text)
    {
        var words = text.Split('_');
        var values = words.Skip(1).Where(word => word.AsSpan().IndexOfAnyInRange('0', '9') > 0)
            .ToDictionary(word => word[..word.AsSpan().IndexOfAnyInRange('0', '9')], word => word[word.AsSpan().IndexOfAnyInRange('0', '9')..], StringComparer.Ordinal);
        var kind = KindOf(words[0]);
        var otherKernel = kind == BlockKind.UniversalInvertedResidual ? "0" : "1";
        return new BlockDefinition
        {
            Kind = kind,
            Repeats = Number(values["r"]),
            KernelSizes = Numbers(values["k"]),
            Stride = Number(values["s"]),
            Channels = Number(values["c"]),
            ExpandKernelSizes = Numbers(values.GetValueOrDefault("a", otherKernel)),
            ProjectKernelSizes = Numbers(values.GetValueOrDefault("p", otherKernel)),
            Expansion = double.Parse(values.GetValueOrDefault("e", "1"), CultureInfo.InvariantCulture),
            SqueezeRatio = double.Parse(values.GetValueOrDefault("se", "0"), CultureInfo.InvariantCulture),
            Expanded = values.TryGetValue("m", out var expanded) ? Number(expanded) : null,
            Squeezed = values.TryGetValue("q", out var squeezed) ? Number(squeezed) : null,
            GroupSize = values.TryGetValue("gs", out var size) ? Number(size) : null,
            ExpandFrom = Number(values.GetValueOrDefault("fc", "0")),
            Experts = Number(values.GetValueOrDefault("cc", "0")),
            SpaceToDepth = kind != BlockKind.MultiQueryAttention && values.ContainsKey("d") ? SpaceToDepth.Start : SpaceToDepth.None,
            Heads = Number(values.GetValueOrDefault("h", "0")),
            HeadSize = Number(values.GetValueOrDefault("d", "0")),
            KeyStride = Number(values.GetValueOrDefault("v", "1")),
            Activation = ActivationOf(words),
            Skip = words.Contains("noskip") ? false : words.Contains("skip") ? true : null,
        };
    }

    private static BlockKind KindOf(string letters) => letters switch
    {
        "ir" => BlockKind.InvertedResidual,
        "ds" => BlockKind.DepthwiseSeparable,
        "dsa" => BlockKind.DepthwiseSeparableActivated,
        "er" => BlockKind.EdgeResidual,
        "cn" => BlockKind.Convolution,
        "uir" => BlockKind.UniversalInvertedResidual,
        "mqa" => BlockKind.MultiQueryAttention,
        _ => throw new ArgumentException($"'{letters}' is no kind of block.", nameof(letters)),
    };

    private static ActivationKind? ActivationOf(string[] words)
    {
        foreach (var word in words)
        {
            switch (word)
            {
                case "nre": return ActivationKind.Relu;
                case "nr6": return ActivationKind.Relu6;
                case "nhs": return ActivationKind.HardSwish;
                case "nsw": return ActivationKind.Silu;
                case "nmi": return ActivationKind.Mish;
            }
        }

        return null;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static int[] Numbers(string text) => [.. text.Split('.').Select(Number)];
}
