using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>A learned bias for each offset and head, as one grid of offsets a head as in TensorFlow's MaxViT; timm's <c>RelPosBiasTf</c>.</summary>
internal sealed class RelativeBiasGrid : RelativeBias
{
    private const double Deviation = 0.02;
    private readonly Tensor table;
    private readonly Tensor index;

    public RelativeBiasGrid(Size2 window, int heads)
        : base(window)
    {
        table = Parameter("relative_position_bias_table", Aten.Empty([heads, (2 * window.Height) - 1, (2 * window.Width) - 1]));
        index = Buffer("relative_position_index", RelativePositions.Index(window), persistent: false);
    }

    /// <summary>Offsets count from the query to the key here, so rows and columns of the pairs change places.</summary>
    public override Tensor Bias()
    {
        using var scope = new TensorScope();
        return scope.Keep(RelativePositions.Look(table.Flatten(1).T(), index, Tokens).Transpose(-2, -1));
    }

    public override Tensor? Fit(Tensor stored) => stored.Rank == 3 ? RelativeBiasResampling.Resize(stored, Window) : null;

    protected override void ResetParameters(TorchGenerator generator) => Init.Normal(table, generator, 0, Deviation);
}
