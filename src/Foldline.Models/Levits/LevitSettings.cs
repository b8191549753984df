using Foldline.Torch.Nn;

namespace Foldline.Models.Levits;

/// <summary>What tells one LeViT from another; three stages each.</summary>
internal sealed record LevitSettings
{
    /// <summary>Channels of each stage.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Channels of a head's keys.</summary>
    public required int KeySize { get; init; }

    /// <summary>Heads of each stage's attentions.</summary>
    public required int[] Heads { get; init; }

    /// <summary>Blocks of each stage.</summary>
    public int[] Depths { get; init; } = [4, 4, 4];

    /// <summary>Activations.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.HardSwish;

    /// <summary>Whether the stem shrinks images to an eighth instead of a sixteenth.</summary>
    public bool FineStem { get; init; }

    /// <summary>Whether there is a second head for distillation.</summary>
    public bool Distilled { get; init; } = true;

    /// <summary>Whether features stay maps and products are 1×1 convolutions, instead of tokens and linear layers.</summary>
    public bool Convolutional { get; init; }
}
