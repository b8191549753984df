using Foldline.Models.Layers;
using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.MvitV2s;

/// <summary>
/// Pooling attention and a network of two layers, each with a norm before it: [N, tokens, C] → [N, pooled tokens, out]. Where a branch
/// makes the channels more, its shortcut is a projection of the normalised tokens; where it makes the map smaller, the shortcut takes maxima.
/// </summary>
internal sealed class MvitV2Block : Layer
{
    private const int Expansion = 4;
    private readonly MvitV2BlockShape shape;
    private readonly LayerNorm norm1;
    private readonly Linear? shortcutOfAttention;
    private readonly MaxPool2d? shortcutPool;
    private readonly PoolingAttention attention;
    private readonly DropPath dropPath1;
    private readonly LayerNorm norm2;
    private readonly Linear? shortcutOfMlp;
    private readonly NamedSequence mlp;
    private readonly DropPath dropPath2;

    public MvitV2Block(MvitV2BlockShape shape)
    {
        this.shape = shape;
        var (channels, isWidened) = (shape.AttentionChannels, shape.InChannels != shape.OutChannels);
        norm1 = Register("norm1", new LayerNorm(shape.InChannels, MvitV2.Epsilon));
        if (isWidened && shape.ExpandsInAttention)
            shortcutOfAttention = Register("shortcut_proj_attn", new Linear(shape.InChannels, shape.OutChannels));
        if (shape.QueryStride > 1)
            shortcutPool = Register("shortcut_pool_attn", new MaxPool2d(shape.QueryStride + 1, shape.QueryStride, (shape.QueryStride + 1) / 2));
        attention = Register("attn", new PoolingAttention(shape));
        dropPath1 = Register("drop_path1", new DropPath(shape.DropPath));
        norm2 = Register("norm2", new LayerNorm(channels, MvitV2.Epsilon));
        if (isWidened && !shape.ExpandsInAttention)
            shortcutOfMlp = Register("shortcut_proj_mlp", new Linear(shape.InChannels, shape.OutChannels));
        mlp = Register("mlp", new NamedSequence(
            ("fc1", new Linear(channels, Expansion * channels)),
            ("act", new Activation(ActivationKind.Gelu)),
            ("fc2", new Linear(Expansion * channels, shape.OutChannels))));
        dropPath2 = Register("drop_path2", new DropPath(shape.DropPath));
    }

    public override Tensor Forward(Tensor input)
    {
        using var scope = new TensorScope();
        var normed = norm1.Forward(input);
        var shortcut = Pool(shortcutOfAttention?.Forward(normed) ?? input);
        var x = attention.Forward(normed).Then(dropPath1).PlusShortcut(shortcut, input);
        normed = norm2.Forward(x);
        shortcut = shortcutOfMlp?.Forward(normed) ?? x;
        return scope.Keep(mlp.Forward(normed).Then(dropPath2).PlusShortcut(shortcut, input));
    }

    /// <summary>Maxima of the tokens of patches, where the queries make the map smaller.</summary>
    private Tensor Pool(Tensor tokens)
    {
        if (shortcutPool is null)
            return tokens;
        var pooled = shortcutPool.Forward(TokenPooling.ToMap(tokens, shape.Prefix, shape.Grid)).Flatten(2).Transpose(1, 2);
        return shape.Prefix > 0 ? Aten.Cat([tokens.Narrow(1, 0, shape.Prefix), pooled], 1) : pooled;
    }
}
