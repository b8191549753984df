using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.ByobNets;

/// <summary>
/// The part <c>head</c> that pools by attention of the mean over all places (Radford et al. 2021, CLIP); timm's <c>AttentionPool2d</c>.
/// The classifier is its projection <c>proj</c>.
/// </summary>
internal sealed class ClipAttentionPool : Layer
{
    private const int HeadSize = 64;
    private readonly int channels;
    private readonly Size2 grid;
    private readonly Tensor positions;
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;

    /// <param name="channels">Channels of the map.</param>
    /// <param name="grid">Height and width of the map.</param>
    public ClipAttentionPool(int channels, Size2 grid)
    {
        this.channels = channels;
        this.grid = grid;
        positions = Parameter("pos_embed", Aten.Zeros([(grid.Height * grid.Width) + 1, channels]));
        query = Register("q", new Linear(channels, channels));
        key = Register("k", new Linear(channels, channels));
        value = Register("v", new Linear(channels, channels));
    }

    /// <summary>Height and width of the map that the positions are made for.</summary>
    public Size2 Grid => grid;

    /// <summary>Puts a classifier in place of the last one.</summary>
    public void Place(Layer classifier) => Register("proj", classifier);

    /// <summary>[N, C, h, w] → [N, C]. Only the token of the mean asks, so only its output is computed.</summary>
    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var samples = input.Size(0);
        var places = input.Flatten(2).Transpose(1, 2);
        var tokens = Aten.Cat([places.Mean([1], keepdim: true), places], 1) + PositionsOf(new Size2(input.Size(2), input.Size(3)));
        var q = Heads(query.Forward(tokens.Narrow(1, 0, 1))) * (1 / Math.Sqrt(HeadSize));
        var weights = q.Matmul(Heads(key.Forward(tokens)).Transpose(-2, -1)).Softmax(-1);
        return scope.Keep(weights.Matmul(Heads(value.Forward(tokens))).Reshape([samples, channels]));
    }

    /// <summary>Small truncated normal queries, keys, values and positions, without biases.</summary>
    public void Reset(TorchGenerator generator)
    {
        var deviation = 1 / Math.Sqrt(channels);
        foreach (var layer in (Linear[])[query, key, value])
        {
            Init.TruncatedNormal(layer.Weight, generator, 0, deviation);
            Init.Constant(layer.Bias!, 0);
        }

        Init.TruncatedNormal(positions, generator, 0, deviation);
    }

    /// <summary>Fits positions to another grid: the mean's stays, the others are interpolated (bicubic with antialiasing).</summary>
    /// <param name="stored">[1 + places of a square grid, C].</param>
    /// <param name="grid">The new grid.</param>
    /// <returns>[1 + places, C], or null where the stored grid is not square.</returns>
    public static Tensor? Resample(Tensor stored, Size2 grid)
    {
        using var scope = new TensorScope();
        return PositionEmbedding.Resample(stored.Unsqueeze(0), grid, prefix: 1) is { } fitted ? scope.Keep(fitted.Squeeze(0)) : null;
    }

    private Tensor PositionsOf(Size2 map) => map == grid
        ? positions
        : Resample(positions, map) ?? throw new InvalidOperationException("Positions of a grid that is not square cannot be fitted to other maps.");

    /// <summary>[N, L, C] → [N, heads, L, head size].</summary>
    private Tensor Heads(Tensor tokens) => tokens.View([tokens.Size(0), tokens.Size(1), channels / HeadSize, HeadSize]).Transpose(1, 2);
}
