using Foldline.Torch.Nn;

namespace Foldline.Models.EfficientVits;

/// <summary>What tells one EfficientViT from another.</summary>
internal sealed record EfficientVitSettings
{
    /// <summary>Channels of the stem and the stages.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Blocks of the stem and the stages.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels of an attention head.</summary>
    public int HeadWidth { get; init; } = 32;

    /// <summary>Channels of the classifier's two hidden layers.</summary>
    public required int[] HiddenWidths { get; init; }

    /// <summary>The large kind: dense convolutions in the first stages, attention in the last one only.</summary>
    public bool IsLarge { get; init; }

    /// <summary>Activation.</summary>
    public ActivationKind Activation => IsLarge ? ActivationKind.GeluTanh : ActivationKind.HardSwish;

    /// <summary>Added to the variance by the norms.</summary>
    public double Epsilon => IsLarge ? 1e-7 : 1e-5;
}
