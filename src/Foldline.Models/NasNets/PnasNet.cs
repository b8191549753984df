namespace Foldline.Models.NasNets;

/// <summary>PNASNet-5 (Liu et al. 2018): three runs of four cells, the first cell of the second and the third halving the map. Names as in timm's <c>pnasnet.py</c>.</summary>
internal sealed class PnasNet : NasNetwork
{
    private const int StemFilters = 54;
    private const int Cells = 12;
    private const int CellsInRun = 4;

    public PnasNet(ModelOptions options)
        : base(options, "conv_0")
    {
        Add("cell_stem_0", PnasNetCells.Stem(CurrentChannels, StemFilters));
        Add("cell_stem_1", PnasNetCells.Cell(PreviousChannels, CurrentChannels, 2 * StemFilters, reduces: true, isMatched: true), reduction: 4);
        var followsReduction = true;
        for (var i = 0; i < Cells; i++)
        {
            var run = i / CellsInRun;
            var filters = 4 * StemFilters << run;
            var reduces = run > 0 && i % CellsInRun == 0;
            var cell = PnasNetCells.Cell(PreviousChannels, CurrentChannels, filters, reduces, followsReduction);
            Add($"cell_{i}", cell, reduces ? 4 << run : null);
            followsReduction = reduces;
        }

        Finish();
    }

    public override LayerGrouping Grouping { get; } = new("conv_0|cell_stem_[01]", [new(@"cell_(\d+)")], [new(@"cell_(\d+)")]);
}
