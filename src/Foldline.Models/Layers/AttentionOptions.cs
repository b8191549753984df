using Foldline.Torch;
using Foldline.Torch.Nn;

namespace Foldline.Models.Layers;

/// <summary>What a self-attention has besides its two products.</summary>
internal sealed record AttentionOptions
{
    /// <summary>Heads; they share the channels evenly.</summary>
    public required int Heads { get; init; }

    /// <summary>Whether queries, keys and values have a bias.</summary>
    public bool QkvBias { get; init; } = true;

    /// <summary>Whether the output has a bias.</summary>
    public bool OutputBias { get; init; } = true;

    /// <summary>Makes the norm of each head's queries and keys; null for none.</summary>
    public Func<int, Layer>? QkNorm { get; init; }

    /// <summary>Makes the norm before the output; null for none.</summary>
    public Func<int, Layer>? OutputNorm { get; init; }
}
