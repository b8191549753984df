namespace Foldline.Models.MvitV2s;

/// <summary>What tells one MViTv2 from another.</summary>
internal sealed record MvitV2Settings
{
    /// <summary>Blocks a stage.</summary>
    public required int[] Depths { get; init; }

    /// <summary>Channels of the first stage; each further one has twice as many.</summary>
    public int Width { get; init; } = 96;

    /// <summary>Attention heads of the first stage; each further one has twice as many.</summary>
    public int Heads { get; init; } = 1;

    /// <summary>Whether a class token goes before the patches.</summary>
    public bool HasClassToken { get; init; }

    /// <summary>Whether the attention of a stage's first block makes the channels more; otherwise the network of the stage before does in its last block.</summary>
    public bool ExpandsInAttention { get; init; } = true;
}
