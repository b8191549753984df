using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.VisionTransformers;

/// <summary>Differential attention and feed-forward branches side by side, with one product before and one behind both.</summary>
internal sealed class DifferentialParallelBlock : Layer
{
    private const double Epsilon = 1e-5;
    private readonly long[] splits;
    private readonly Differential differential;
    private readonly Tensor? hiddenBias;
    private readonly Layer inNorm;
    private readonly Linear inProjection;
    private readonly Layer queryNorm;
    private readonly Layer keyNorm;
    private readonly Layer act;
    private readonly Linear output;
    private readonly Layer scale;
    private readonly Layer dropPath;

    public DifferentialParallelBlock(VisionTransformerParts parts, int index, double dropPath)
    {
        var settings = parts.Settings;
        var size = settings.Width / settings.Heads / 2;
        splits = [parts.Hidden, settings.Width, settings.Width, settings.Width];
        hiddenBias = settings.QkvBias ? null : Parameter("mlp_bias", Aten.Zeros([parts.Hidden]));
        Tensor[] lambdas = [.. Differential.LambdaNames.Select(name => Parameter(name, Aten.Zeros([size])))];
        inNorm = Register("in_norm", parts.Norm());
        inProjection = Register("in_proj", new Linear(settings.Width, splits.Sum(), settings.QkvBias));
        queryNorm = Register("q_norm", settings.QkNorm ? parts.Norm(size) : new Identity());
        keyNorm = Register("k_norm", settings.QkNorm ? parts.Norm(size) : new Identity());
        differential = new Differential(settings.Heads, index, lambdas, Register("sub_norm", new RmsNorm(2 * size, Epsilon)));
        act = Register("mlp_act", new Activation(settings.Activation, inPlace: false));
        output = Register("out_proj", new Linear(settings.Width + parts.Hidden, settings.Width, settings.OutputBias));
        scale = Register("ls", parts.Scale());
        this.dropPath = Register("drop_path", new DropPath(dropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var parts = inNorm.Forward(input).Then(inProjection).SplitWithSizes(splits, -1);
        var attended = differential.Forward(parts[1], parts[2], parts[3], queryNorm, keyNorm);
        var hidden = act.Forward(hiddenBias is null ? parts[0] : parts[0] + hiddenBias);
        var branch = output.Forward(Aten.Cat([attended, hidden], -1));
        return scope.Keep(branch.Then(scale).Then(dropPath).PlusTokens(input));
    }

    public override void Initialize(TorchGenerator generator)
    {
        base.Initialize(generator);
        differential.Reset(generator);
    }

    protected override void ResetParameters(TorchGenerator generator)
    {
        if (hiddenBias is not null)
            Init.Constant(hiddenBias, 0);
    }
}
