using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Dpns;

/// <summary>A bottleneck whose output is partly added to the residual path, partly appended to the dense one (Chen et al. 2017).</summary>
internal sealed class DualPathBlock : Module
{
    public const double Epsilon = 1e-3;
    private readonly DualPathShape shape;
    private readonly NormActConv? projection;
    private readonly NormActConv first;
    private readonly NormActConv middle;
    private readonly Layer last;
    private readonly Conv2d? residualEnd;
    private readonly Conv2d? denseEnd;

    public DualPathBlock(DpnSettings settings, DualPathShape shape)
    {
        this.shape = shape;
        if (shape.ProjectionStride is { } stride)
            projection = Register($"c1x1_w_s{stride}", new NormActConv(shape.InChannels, shape.Residual + (2 * shape.Increment), stride: stride));
        first = Register("c1x1_a", new NormActConv(shape.InChannels, shape.Width));
        middle = Register("c3x3_b", new NormActConv(shape.Width, shape.Width, 3, shape.ProjectionStride ?? 1, settings.Groups));
        if (settings.SeparateEnds)
        {
            last = Register("c1x1_c", new NormAct(shape.Width));
            residualEnd = Register("c1x1_c1", Convolutions.Conv(shape.Width, shape.Residual, 1));
            denseEnd = Register("c1x1_c2", Convolutions.Conv(shape.Width, shape.Increment, 1));
        }
        else
        {
            last = Register("c1x1_c", new NormActConv(shape.Width, shape.Residual + shape.Increment));
        }
    }

    /// <param name="joined">Both paths as one map.</param>
    /// <param name="paths">The paths; a stage's first block makes its own.</param>
    public DualPath Forward(Tensor joined, DualPath? paths)
    {
        using var scope = new TensorScope();
        var shortcut = projection is null
            ? paths ?? throw new ArgumentNullException(nameof(paths))
            : Split(projection.Forward(joined));
        var end = first.Forward(joined).Then(middle).Then(last);
        var added = residualEnd is null || denseEnd is null ? Split(end) : new DualPath(residualEnd.Forward(end), denseEnd.Forward(end));
        var dense = Aten.Cat([shortcut.Dense, added.Dense], dim: 1);
        return new DualPath(scope.Keep(shortcut.Residual + added.Residual), scope.Keep(dense));
    }

    private DualPath Split(Tensor map) =>
        new(map.Narrow(1, 0, shape.Residual), map.Narrow(1, shape.Residual, map.Size(1) - shape.Residual));
}
