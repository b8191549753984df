using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Biases that a small network makes of the logarithms of the offsets; timm's <c>RelPosMlp</c> in its mode for CNN hybrids.</summary>
internal sealed class RelativeBiasNetwork : RelativeBias
{
    private const double DropRate = 0.125;
    private readonly int heads;
    private readonly NamedSequence mlp;
    private readonly Tensor coordinates;
    private readonly Tensor index;

    public RelativeBiasNetwork(Size2 window, int heads, int hidden)
        : base(window)
    {
        this.heads = heads;
        mlp = Register("mlp", Network(heads, hidden));
        index = Buffer("relative_position_index", RelativePositions.Index(window), persistent: false);
        coordinates = Buffer("rel_coords_log", RelativePositions.LogOffsets(window), persistent: false);
    }

    /// <summary>The network alone: […, 2] offsets down and across → […, heads].</summary>
    public static NamedSequence Network(int heads, int hidden) => new(
        ("fc1", new Linear(2, hidden)),
        ("act", new Activation(ActivationKind.Relu)),
        ("drop1", new Dropout(DropRate)),
        ("fc2", new Linear(hidden, heads)));

    public override Tensor Bias()
    {
        using var scope = new TensorScope();
        return scope.Keep(RelativePositions.Look(mlp.Forward(coordinates).View([-1, heads]), index, Tokens));
    }
}
