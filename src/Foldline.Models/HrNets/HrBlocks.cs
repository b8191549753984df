using Foldline.Models.ResNets;
using Foldline.Torch.Nn;

namespace Foldline.Models.HrNets;

/// <summary>Makes runs of ResNet's blocks.</summary>
internal static class HrBlocks
{
    private static readonly ResNetParts BasicParts = new(new ResNetSettings { Bottleneck = false, Depths = [] });
    private static readonly ResNetParts BottleneckParts = new(new ResNetSettings { Bottleneck = true, Depths = [] });

    public static Sequential Basic(int channels, int depth)
    {
        var run = new Sequential();
        for (var i = 0; i < depth; i++)
            run.Add(BasicParts.Block(new BlockShape(channels, channels, Stride: 1, DropPath: 0)));
        return run;
    }

    /// <summary>Bottlenecks with four times as many output channels as planes.</summary>
    public static Sequential Bottlenecks(int inChannels, int planes, int depth)
    {
        var run = new Sequential();
        for (var i = 0; i < depth; i++)
        {
            run.Add(BottleneckParts.Block(new BlockShape(inChannels, planes, Stride: 1, DropPath: 0)));
            inChannels = planes * BottleneckBlock.Expansion;
        }

        return run;
    }
}
