namespace Foldline.Tests.Models.Segmentation;

/// <summary>The records that the ordinary suite compares: each architecture once, each kind of encoder once, the options that change the network.</summary>
internal static class SegmentationRepresentatives
{
    private static readonly HashSet<string> Records = new(StringComparer.Ordinal)
    {
        "Unet tu-resnet18",
    };

    public static bool Contains(string record) => Records.Contains(record);
}
