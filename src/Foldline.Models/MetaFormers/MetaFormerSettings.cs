namespace Foldline.Models.MetaFormers;

/// <summary>What tells one MetaFormer from another.</summary>
internal sealed record MetaFormerSettings
{
    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels a stage.</summary>
    public required int[] Widths { get; init; }

    /// <summary>Mixers of the first two and of the last two stages.</summary>
    public (TokenMixerKind First, TokenMixerKind Last) Mixers { get; init; }

    /// <summary>PoolFormer of the first paper: GELU, biases, learned factors of the branches instead of the shortcuts.</summary>
    public bool IsFirstVersion { get; init; }

    /// <summary>First version: start of the branches' factors.</summary>
    public double LayerScale { get; init; } = 1e-5;

    /// <summary>A network of two layers classifies instead of one layer.</summary>
    public bool HasMlpHead { get; init; }

    /// <summary>The mixer of a stage.</summary>
    public TokenMixerKind MixerOf(int stage) => stage < 2 ? Mixers.First : Mixers.Last;
}
