using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>Blocks of one size, maybe behind a layer that shrinks.</summary>
internal sealed class LevitStage : Layer
{
    private readonly Layer downsample;
    private readonly Sequential blocks;

    /// <param name="parts">Makes the layers.</param>
    /// <param name="index">Number of the stage; all but the first shrink.</param>
    /// <param name="grid">Rows and columns of the input.</param>
    /// <param name="dropPath">Probability that a branch is dropped.</param>
    public LevitStage(LevitParts parts, int index, Size2 grid, double dropPath)
    {
        var settings = parts.Settings;
        var channels = settings.Widths[index];
        Grid = grid;
        downsample = new Identity();
        if (index > 0)
        {
            var shrink = new LevitDownsample(parts, settings.Widths[index - 1], channels, grid, dropPath);
            Grid = shrink.OutGrid;
            downsample = shrink;
        }

        Register("downsample", downsample);
        blocks = Register("blocks", new Sequential());
        for (var i = 0; i < settings.Depths[index]; i++)
            blocks.Add(new LevitBlock(parts, channels, settings.Heads[index], Grid, dropPath));
    }

    /// <summary>Rows and columns of the output.</summary>
    public Size2 Grid { get; }

    public override Tensor Forward(Tensor input)
    {
        var shrunk = downsample.Forward(input);
        return ReferenceEquals(shrunk, input) ? blocks.Forward(input) : shrunk.Then(blocks);
    }
}
