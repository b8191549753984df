using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ByobNets;

/// <summary>The first layers of a network: one strided layer, or several convolutions and pooling.</summary>
internal sealed class ByobStem
{
    private readonly Sequential? sequence;

    // The layer whose output is half as large as the images where the sequence's is a quarter.
    private int halfSize;

    public ByobStem(ByobParts parts, int inChannels)
    {
        var settings = parts.Settings;
        int[] widths = [.. settings.StemWidths.Select(width => (int)Math.Round(width * settings.WidthFactor))];
        OutChannels = widths[^1];
        if (settings.Stem is ByobStemKind.RepVgg or ByobStemKind.MobileOne)
        {
            var kind = settings.Stem == ByobStemKind.RepVgg ? ByobBlockKind.RepVgg : ByobBlockKind.MobileOne;
            Layer = parts.Block(new ByobBlockShape(new ByobBlock(kind, OutChannels, 2), inChannels, OutChannels, 0));
            FirstConv = settings.Stem == ByobStemKind.RepVgg ? "stem.conv_kxk.conv" : "stem.conv_kxk.0.conv";
            Maps = [new FeatureMap(OutChannels, 2, "stem")];
        }
        else if (settings.Stem == ByobStemKind.Plain && settings.StemPool == ByobStemPool.None && widths.Length == 1)
        {
            Layer = new ConvNormAct(settings.Norm, inChannels, OutChannels, 3, 2);
            FirstConv = "stem.conv";
            Maps = [new FeatureMap(OutChannels, 2, "stem")];
        }
        else
        {
            Layer = sequence = new Sequential();
            FirstConv = settings.Stem == ByobStemKind.HalfActiveQuad ? "stem.conv1" : "stem.conv1.conv";
            Maps = AddConvolutions(settings, inChannels, Widths(settings.Stem, widths));
        }
    }

    /// <summary>What is called <c>stem</c>.</summary>
    public Layer Layer { get; }

    /// <summary>Channels of the output.</summary>
    public int OutChannels { get; }

    /// <summary>Name of the first convolution.</summary>
    public string FirstConv { get; }

    /// <summary>Names of all convolutions that read the images.</summary>
    public IReadOnlyList<string> FirstConvs => sequence is null
        ? [.. Layer.Modules("stem").Where(entry => entry.Value is Conv2d && (entry.Key == FirstConv || entry.Key.Contains(".conv_", StringComparison.Ordinal))).Select(entry => entry.Key)]
        : [FirstConv];

    /// <summary>Feature maps of the stem; the last is its output.</summary>
    public IReadOnlyList<FeatureMap> Maps { get; }

    /// <summary>Gives the stem's output, and its map of half the images' size where that is another one.</summary>
    public (Tensor Output, Tensor? Half) ForwardMaps(Tensor images)
    {
        if (sequence is null)
            return (Layer.Forward(images), null);
        using var scope = new TensorScope();
        var (x, half) = (images, images);
        for (var i = 0; i < sequence.Count; i++)
        {
            x = sequence[i].Forward(x);
            if (i == halfSize)
                half = x;
        }

        return (scope.Keep(x), scope.Keep(half));
    }

    private static int[] Widths(ByobStemKind kind, int[] widths) => (kind, widths) switch
    {
        (ByobStemKind.Deep, [var width]) => [width, width, width],
        (ByobStemKind.Tiered, [var width]) => [3 * width / 8, width / 2, width],
        (ByobStemKind.Quad or ByobStemKind.HalfActiveQuad, [var width]) => [width / 8, width / 4, width / 2, width],
        _ => widths,
    };

    private List<FeatureMap> AddConvolutions(ByobSettings settings, int channels, int[] widths)
    {
        var pools = settings.StemPool != ByobStemPool.None;
        var bare = settings.Stem == ByobStemKind.HalfActiveQuad ? 2 : 0;
        for (var i = 0; i < widths.Length; i++)
        {
            var stride = i == 0 || (i == widths.Length - 1 && !pools) ? 2 : 1;
            sequence!.Add($"conv{i + 1}", i < bare ? Bare(channels, widths[i], stride) : new ConvNormAct(settings.Norm, channels, widths[i], 3, stride));
            channels = widths[i];
        }

        if (pools)
            sequence!.Add("pool", settings.StemPool == ByobStemPool.Max ? new MaxPool2d(3, 2, 1) : new AvgPool2d(2));
        halfSize = sequence!.Count - 2;
        return
        [
            new FeatureMap(pools ? channels : widths[^2], 2, $"stem.conv{halfSize + 1}"),
            new FeatureMap(channels, 4, pools ? "stem.pool" : $"stem.conv{widths.Length}"),
        ];
    }

    private static Conv2d Bare(int inChannels, int outChannels, int stride) => new(inChannels, outChannels, 3, new Conv2dOptions
    {
        Stride = stride,
        Padding = SymmetricPadding.Of(3, stride),
        Bias = false,
    });
}
