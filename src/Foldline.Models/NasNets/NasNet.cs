namespace Foldline.Models.NasNets;

/// <summary>NASNet-A (Zoph et al. 2018): three runs of six cells, halved between them. Names as in timm's <c>nasnet.py</c>.</summary>
internal sealed class NasNet : NasNetwork
{
    private const int Filters = 168;
    private const int Runs = 3;
    private const int CellsInRun = 6;

    public NasNet(ModelOptions options)
        : base(options, "conv0")
    {
        Add("cell_stem_0", NasNetCells.FirstStem(CurrentChannels, Filters / 4));
        Add("cell_stem_1", NasNetCells.SecondStem(PreviousChannels, CurrentChannels, Filters / 2), reduction: 4);
        for (var run = 0; run < Runs; run++)
        {
            var filters = Filters << run;
            if (run > 0)
                Add($"reduction_cell_{run - 1}", NasNetCells.Reduction(PreviousChannels, CurrentChannels, filters), 4 << run, keepsPrevious: true);
            for (var i = 0; i < CellsInRun; i++)
            {
                Add($"cell_{(run * CellsInRun) + i}", i == 0
                    ? NasNetCells.First(PreviousChannels, CurrentChannels, filters)
                    : NasNetCells.Normal(PreviousChannels, CurrentChannels, filters));
            }
        }

        Finish();
    }

    public override LayerGrouping Grouping { get; } = MakeGrouping();

    private static LayerGrouping MakeGrouping()
    {
        LayerPattern[] cells = [new(@"cell_(\d+)"), new("reduction_cell_0", CellsInRun), new("reduction_cell_1", 2 * CellsInRun)];
        return new LayerGrouping("conv0|cell_stem_[01]", cells, cells);
    }
}
