namespace Foldline.Models.ByobNets;

/// <summary>Writes stages of equal blocks, of which the first has the stride.</summary>
internal static class ByobStages
{
    private static readonly int[] Widths = [64, 128, 256, 512];

    public static IReadOnlyList<ByobBlock> Basic(int depth, int channels, int groupSize = 0, double ratio = 1) =>
        Repeat(depth, new ByobBlock(ByobBlockKind.Basic, channels, 2, groupSize, ratio));

    public static IReadOnlyList<ByobBlock> Bottleneck(int depth, int channels, int stride, int groupSize, double ratio) =>
        Repeat(depth, new ByobBlock(ByobBlockKind.Bottleneck, channels, stride, groupSize, ratio));

    public static IReadOnlyList<ByobBlock> Dark(int depth, int channels, int stride, double ratio) =>
        Repeat(depth, new ByobBlock(ByobBlockKind.Dark, channels, stride, 0, ratio));

    public static IReadOnlyList<ByobBlock> Edge(int depth, int channels, int stride, double ratio) =>
        Repeat(depth, new ByobBlock(ByobBlockKind.Edge, channels, stride, 0, ratio));

    /// <summary>The stages of a ResNet: bottlenecks of a quarter of the channels, the first stage without stride.</summary>
    public static IReadOnlyList<ByobBlock>[] Bottlenecks(int[] depths, int[] widths, int groupSize = 0) =>
        [.. depths.Select((depth, i) => Bottleneck(depth, widths[i], i == 0 ? 1 : 2, groupSize, 0.25))];

    /// <summary>RepVGG; with groups, every second block of a stage has them.</summary>
    public static IReadOnlyList<ByobBlock>[] RepVggs(int[] depths, double[] widths, int groups)
    {
        return [.. depths.Select((depth, stage) => (IReadOnlyList<ByobBlock>)[.. Enumerable.Range(0, depth).Select(block => Block(stage, block))])];

        ByobBlock Block(int stage, int block)
        {
            var channels = Widths[stage] * widths[stage];
            var groupSize = groups > 0 && block % 2 == 1 ? (int)channels / groups : 0;
            return new ByobBlock(ByobBlockKind.RepVgg, channels, block == 0 ? 2 : 1, groupSize);
        }
    }

    /// <summary>MobileOne: pairs of a depthwise 3×3 and a 1×1 block; the last pairs of a stage may have attention.</summary>
    public static IReadOnlyList<ByobBlock>[] MobileOnes(double[] widths, int branches, int[] attentive)
    {
        int[] depths = [2, 8, 10, 1];
        var channels = Math.Min(64, Widths[0] * widths[0]);
        var stages = new IReadOnlyList<ByobBlock>[depths.Length];
        for (var stage = 0; stage < depths.Length; stage++)
        {
            var blocks = new List<ByobBlock>();
            for (var i = 0; i < depths[stage]; i++)
            {
                ByobAttention? attention = i >= depths[stage] - attentive[stage] ? ByobAttention.SqueezeExcite : null;
                var depthwise = new ByobBlock(ByobBlockKind.MobileOne, channels, i == 0 ? 2 : 1, 1) { Branches = branches, Attention = attention };
                channels = Widths[stage] * widths[stage];
                blocks.Add(depthwise);
                blocks.Add(depthwise with { Channels = channels, Stride = 1, GroupSize = 0, KernelSize = 1 });
            }

            stages[stage] = blocks;
        }

        return stages;
    }

    public static IReadOnlyList<ByobBlock> WithStride(IReadOnlyList<ByobBlock> blocks, int stride) =>
        [blocks[0] with { Stride = stride }, .. blocks.Skip(1)];

    private static IReadOnlyList<ByobBlock> Repeat(int depth, ByobBlock block) =>
        [block, .. Enumerable.Repeat(block with { Stride = 1 }, depth - 1)];
}
