using Foldline.Models.Layers;
using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Segmentation.Decoders;

/// <summary>
/// U-Net++ (Zhou et al. 2018): a triangle of blocks between encoder and output. The block of row r and column c stands on the one
/// before it in its row (in column r on the encoder's map) and has all blocks of its column below its row, and the encoder's map
/// of its size, beside it. Where the encoder has no channels of a size, the column has the block of row 0 alone.
/// </summary>
internal sealed class UnetPlusPlusDecoder : SegmentationDecoder
{
    private readonly Dictionary<(int Row, int Column), UpBlock> grid = [];
    private readonly int depth;

    public UnetPlusPlusDecoder(Encoder encoder, SegmentationOptions options)
    {
        var levels = new DecoderLevels(encoder, options);
        depth = levels.Count - 1;
        Register("center", UnetDecoder.Center(encoder, levels.Head, options));
        var blocks = Register("blocks", new NamedModules());
        for (var column = 0; column < depth; column++)
        {
            for (var row = 0; row <= column; row++)
            {
                var skip = levels.Skips[column];
                if (skip == 0 && row > 0)
                    break;
                var block = row == 0
                    ? new UpBlock(levels.Inputs[column], skip * (column + 1), levels.Outputs[column], options)
                    : new UpBlock(levels.Skips[column - 1], skip * (column + 1 - row), skip, options);
                Add(row, column, block);
            }
        }

        Add(0, depth, new UpBlock(levels.Inputs[^1], 0, levels.Outputs[^1], options));
        OutChannels = levels.Outputs[^1];

        void Add(int row, int column, UpBlock block) => grid[(row, column)] = blocks.Add($"x_{row}_{column}", block);
    }

    public override int OutChannels { get; }

    public override Tensor Forward(IReadOnlyList<Tensor> features)
    {
        using var scope = new TensorScope();
        var outputs = new Dictionary<(int Row, int Column), Tensor>();
        for (var column = 0; column < depth; column++)
            FillColumn(column, features, outputs);
        return scope.Keep(grid[(0, depth)].Forward(outputs[(0, depth - 1)], null));
    }

    /// <summary>From the diagonal, which stands on the encoder's map, up to the first row.</summary>
    private void FillColumn(int column, IReadOnlyList<Tensor> features, Dictionary<(int Row, int Column), Tensor> outputs)
    {
        var below = features[^(column + 1)];
        var skip = features[^(column + 2)];
        for (var row = column; row >= 0; row--)
        {
            var input = row == column ? below : outputs[(row, column - 1)];
            if (grid.TryGetValue((row, column), out var block))
            {
                using var beside = Aten.Cat([.. Enumerable.Range(row + 1, column - row).Where(r => outputs.ContainsKey((r, column))).Select(r => outputs[(r, column)]), skip], dim: 1);
                outputs[(row, column)] = block.Forward(input, beside);
            }

            input.Dispose();
        }
    }
}
