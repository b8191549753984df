using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>
/// The Mix Transformer of SegFormer (Xie et al. 2021). It goes to a quarter of the images' size at once: the map of half the size has no
/// channels.
/// </summary>
internal sealed class MixTransformerEncoder : Encoder
{
    private const double DropPathRate = 0.1;
    private const double Epsilon = 1e-6;
    private const int ColorChannels = 3;
    private static readonly int[] Heads = [1, 2, 5, 8];
    private static readonly int[] Reductions = [8, 4, 2, 1];
    private static readonly int[] Narrow = [32, 64, 160, 256];
    private static readonly int[] Wide = [64, 128, 320, 512];

    private static readonly (string Name, MixTransformerSettings Settings)[] Table =
    [
        ("mit_b0", new(Narrow, [2, 2, 2, 2])),
        ("mit_b1", new(Wide, [2, 2, 2, 2])),
        ("mit_b2", new(Wide, [3, 4, 6, 3])),
        ("mit_b3", new(Wide, [3, 4, 18, 3])),
        ("mit_b4", new(Wide, [3, 8, 27, 3])),
        ("mit_b5", new(Wide, [3, 6, 40, 3])),
    ];

    private readonly int[] channels;
    private readonly OverlapPatchEmbed[] embeddings;
    private readonly ModuleArray<MixBlock>[] blocks;
    private readonly LayerNorm[] norms;

    private MixTransformerEncoder(MixTransformerSettings settings, EncoderOptions options)
        : base(options)
    {
        var count = settings.Widths.Length;
        channels = [ColorChannels, 0, .. settings.Widths];
        embeddings = [.. Enumerable.Range(0, count).Select(i => Register(
            $"patch_embed{i + 1}",
            i == 0 ? new OverlapPatchEmbed(ColorChannels, settings.Widths[0], 7, 4) : new OverlapPatchEmbed(settings.Widths[i - 1], settings.Widths[i], 3, 2)))];
        blocks = new ModuleArray<MixBlock>[count];
        norms = new LayerNorm[count];
        var index = 0;
        for (var i = 0; i < count; i++)
        {
            blocks[i] = Register($"block{i + 1}", new ModuleArray<MixBlock>(Enumerable.Range(0, settings.Depths[i]).Select(_ =>
                new MixBlock(settings.Widths[i], Heads[i], Reductions[i], DropPathRate * index++ / (settings.Depths.Sum() - 1)))));
            norms[i] = Register($"norm{i + 1}", new LayerNorm(settings.Widths[i], Epsilon));
        }
    }

    public static IEnumerable<EncoderVariant> All { get; } = Table.Select(row => new EncoderVariant(row.Name, options =>
    {
        if (options.OutputStride < 32)
            throw EncoderErrors.CannotDilate(row.Name);
        if (options.InChannels != ColorChannels)
            throw FoldlineException.User("FL2215", $"The encoder '{row.Name}' takes images of {ColorChannels} channels, not {options.InChannels}. Choose another encoder, or repeat the channel.");
        return new MixTransformerEncoder(row.Settings, options);
    }));

    public override IReadOnlyList<int> OutChannels => channels[..(Depth + 1)];

    public override IReadOnlyList<Tensor> ForwardFeatures(Tensor images)
    {
        var features = new List<Tensor>
        {
            images,
            HalfWithoutChannels(images),
        };
        for (var i = 0; i < Depth - 1; i++)
            features.Add(Stage(i, i == 0 ? images : features[^1]));
        return features;
    }

    /// <summary>As the reference: linear layers truncated normal, convolutions normal by their fan out, no biases.</summary>
    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        foreach (var (_, module) in Modules())
        {
            if (module is Linear linear)
                Init.TruncatedNormal(linear.Weight, generator, deviation: 0.02);
            else if (module is Conv2d conv)
                Init.Normal(conv.Weight, generator, 0, Math.Sqrt(2.0 / (conv.KernelSize.Height * conv.KernelSize.Width * conv.OutChannels / conv.Options.Groups)));
            var bias = (module as Linear)?.Bias ?? (module as Conv2d)?.Bias;
            if (bias is not null)
                Init.Constant(bias, 0);
        }
    }

    private Tensor Stage(int index, Tensor input)
    {
        using var scope = new TensorScope();
        var (tokens, height, width) = embeddings[index].Forward(input);
        foreach (var block in blocks[index])
        {
            using var before = tokens;
            tokens = block.Forward(before, height, width);
        }

        return scope.Keep(TokenMap.Make(norms[index].Forward(tokens), height, width));
    }
}
