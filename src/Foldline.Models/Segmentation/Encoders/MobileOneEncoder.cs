using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Encoders;

/// <summary>MobileOne (Vasu et al. 2023) as it is trained, with the names of its reference implementation.</summary>
internal sealed class MobileOneEncoder : ChainEncoder
{
    private const int StemWidth = 64;
    private static readonly int[] Widths = [64, 128, 256, 512];
    private static readonly int[] Depths = [2, 8, 10, 1];

    private static readonly (string Name, double[] Factors, int Branches, bool Attention)[] Table =
    [
        ("mobileone_s0", [0.75, 1, 1, 2], 4, false),
        ("mobileone_s1", [1.5, 1.5, 2, 2.5], 1, false),
        ("mobileone_s2", [1.5, 2, 2.5, 4], 1, false),
        ("mobileone_s3", [2, 2.5, 3, 4], 1, false),
        ("mobileone_s4", [3, 3.5, 3.5, 4], 1, true),
    ];

    private MobileOneEncoder(double[] factors, int branches, bool attention, EncoderOptions options)
        : base(options)
    {
        int[] channels = [Math.Min(StemWidth, (int)(StemWidth * factors[0])), .. Widths.Zip(factors, (width, factor) => (int)(width * factor))];
        var stages = new List<Layer> { Register("stage0", new MobileOneBlock(options.InChannels, channels[0], 3, 2)) };
        for (var i = 1; i <= Widths.Length; i++)
        {
            // Attention is in the second half of the third stage and in the fourth.
            var gates = !attention ? 0 : i == 3 ? Depths[i - 1] / 2 : i == 4 ? Depths[i - 1] : 0;
            stages.Add(Register($"stage{i}", Stage(channels[i - 1], channels[i], Depths[i - 1], gates, branches)));
        }

        SetStages([[], .. stages.Select(stage => new[] { stage })], [options.InChannels, .. channels]);
    }

    public static IEnumerable<EncoderVariant> All { get; } =
        Table.Select(row => new EncoderVariant(row.Name, options => new MobileOneEncoder(row.Factors, row.Branches, row.Attention, options)));

    /// <summary>Pairs of a depthwise 3×3 and a 1×1 block; the first has the stride.</summary>
    private static Sequential Stage(int inChannels, int outChannels, int depth, int gates, int branches)
    {
        var stage = new Sequential();
        for (var i = 0; i < depth; i++)
        {
            var hasAttention = i >= depth - gates;
            stage.Add(new MobileOneBlock(inChannels, inChannels, 3, i == 0 ? 2 : 1, inChannels, branches, hasAttention));
            stage.Add(new MobileOneBlock(inChannels, outChannels, 1, 1, 1, branches, hasAttention));
            inChannels = outChannels;
        }

        return stage;
    }
}
