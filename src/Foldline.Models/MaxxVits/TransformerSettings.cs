using Foldline.Torch.Nn;

namespace Foldline.Models.MaxxVits;

/// <summary>How attention blocks are made.</summary>
internal sealed record TransformerSettings
{
    /// <summary>Side length of windows and grids; 0: a 32nd of the images'.</summary>
    public int Window { get; init; }

    /// <summary>Queries, keys and values follow each other for all heads together instead of head by head.</summary>
    public bool Interleaved { get; init; }

    /// <summary>Whether channels grow in the projection to queries, keys and values instead of behind the attention.</summary>
    public bool ExpandFirst { get; init; } = true;

    /// <summary>Bias of shortcuts.</summary>
    public bool ShortcutBias { get; init; } = true;

    /// <summary>Shrinks by largest values instead of averages.</summary>
    public bool MaxPool { get; init; }

    /// <summary>Biases by offset.</summary>
    public RelativeBiasKind Bias { get; init; } = RelativeBiasKind.Table;

    /// <summary>Hidden features of a network that makes biases.</summary>
    public int BiasHidden { get; init; } = 512;

    /// <summary>No attention in windows, only in grids.</summary>
    public bool GridOnly { get; init; }

    /// <summary>Start of the branches' factors; null for none.</summary>
    public double? LayerScale { get; init; }

    /// <summary>Batch normalisation instead of layer normalisation on maps.</summary>
    public bool BatchNorm { get; init; }

    /// <summary>Activation.</summary>
    public ActivationKind Activation { get; init; } = ActivationKind.Gelu;

    /// <summary>Added to the variance by norms.</summary>
    public double Epsilon { get; init; } = 1e-6;
}
