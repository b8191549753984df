namespace Foldline.Data.Loading;

/// <summary>What the masks of a batch look like.</summary>
/// <param name="Channels">Masks an image, at least 1.</param>
/// <param name="AreClasses">Whether there is one mask of class numbers, so that the batch's masks are [N, H, W] and not [N, C, H, W].</param>
public sealed record MaskLayout(int Channels, bool AreClasses = false);
