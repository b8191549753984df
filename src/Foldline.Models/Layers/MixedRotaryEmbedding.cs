using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>Rotary embedding whose frequencies along both axes are learned for every block and head (Heo et al. 2024, RoPE-Mixed).</summary>
internal sealed class MixedRotaryEmbedding : RotaryEmbedding
{
    private readonly int size;
    private readonly RotaryOptions options;
    private readonly Tensor frequencies;
    private readonly Tensor first;
    private readonly Tensor second;

    /// <param name="size">Channels of a head.</param>
    /// <param name="depth">Blocks.</param>
    /// <param name="heads">Heads.</param>
    /// <param name="options">Where the tokens lie.</param>
    public MixedRotaryEmbedding(int size, int depth, int heads, RotaryOptions options)
    {
        this.size = size;
        this.options = options;
        var places = options.Grid.Height * options.Grid.Width;
        frequencies = Parameter("freqs", Aten.Empty([2, depth, heads, size / 2]));
        first = Buffer("t_x", Tensor.FromArray(options.Places((a, _) => (float)a), places, 1), persistent: false);
        second = Buffer("t_y", Tensor.FromArray(options.Places((_, b) => (float)b), places, 1), persistent: false);
    }

    public override Tensor Rotate(Tensor heads, int block)
    {
        using var scope = new TensorScope();
        var own = frequencies.Select(1, block).Unsqueeze(2);
        var angles = (first * own.Select(0, 0)) + (second * own.Select(0, 1));
        var sine = angles.Sin();
        var cosine = angles.Cos();
        var sin = Aten.Stack([-sine, sine], -1).Flatten(-2).ConstantPadNd([0, 0, options.Prefix, 0]);
        var cos = Aten.Stack([cosine, cosine], -1).Flatten(-2).ConstantPadNd([0, 0, options.Prefix, 0], 1);
        return scope.Keep(Rotate(heads, sin, cos, halves: false));
    }

    /// <summary>Falling frequencies along two perpendicular directions, which are drawn for every block and head.</summary>
    protected override void ResetParameters(TorchGenerator generator)
    {
        using var noGrad = GradMode.NoGrad();
        using var scope = new TensorScope();
        var bands = Tensor.FromArray(Array.ConvertAll(options.Bands(size), band => (float)band));
        var angles = Init.Uniform(Aten.Empty([frequencies.Size(1), frequencies.Size(2), 1]), generator, 0, 2 * Math.PI);
        var crossed = angles + (Math.PI / 2);
        var x = Aten.Cat([bands * angles.Cos(), bands * crossed.Cos()], -1);
        var y = Aten.Cat([bands * angles.Sin(), bands * crossed.Sin()], -1);
        frequencies.CopyInPlace(Aten.Stack([x, y]));
    }
}
