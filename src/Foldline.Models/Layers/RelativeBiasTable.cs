using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>A learned bias for each offset and head, offset by offset (Liu et al. 2021); timm's <c>RelPosBias</c>.</summary>
internal sealed class RelativeBiasTable : RelativeBias
{
    private const double Deviation = 0.02;
    private readonly Tensor table;
    private readonly Tensor index;

    public RelativeBiasTable(Size2 window, int heads)
        : base(window)
    {
        table = Parameter("relative_position_bias_table", Aten.Empty([RelativePositions.Count(window), heads]));
        index = Buffer("relative_position_index", RelativePositions.Index(window), persistent: false);
    }

    public override Tensor Bias() => RelativePositions.Look(table, index, Tokens);

    public override Tensor? Fit(Tensor stored) => stored.Rank == 2 ? RelativeBiasResampling.ResizeRows(stored, Window, table.Size(0)) : null;

    protected override void ResetParameters(TorchGenerator generator) => Init.TruncatedNormal(table, generator, 0, Deviation);
}
