using Foldline.Models.Weights;

namespace Foldline.Models.RegNets;

/// <summary>Names of RegNets in the files of torchvision and of SEER (VISSL).</summary>
internal static class RegNetNames
{
    private const string Checkpoint = "^classy_state_dict/base_model/model/";

    private static readonly (string Pattern, string? Replacement)[] Blocks =
    [
        (@"f\.a\.0", "conv1.conv"),
        (@"f\.a\.1", "conv1.bn"),
        (@"f\.b\.0", "conv2.conv"),
        (@"f\.b\.1", "conv2.bn"),
        (@"f\.final_bn", "conv3.bn"),
        (@"f\.se\.excitation\.0", "se.fc1"),
        (@"f\.se\.excitation\.2", "se.fc2"),
        (@"f\.se", "se"),
        (@"f\.c\.0", "conv3.conv"),
        (@"f\.c\.1", "conv3.bn"),
        (@"f\.c", "conv3.conv"),
        (@"proj\.0", "downsample.conv"),
        (@"proj\.1", "downsample.bn"),
        ("proj", "downsample.conv"),
    ];

    private static readonly NameRules Torchvision = new(
    [
        (@"^stem\.0", "stem.conv"),
        (@"^stem\.1", "stem.bn"),
        (@"^trunk_output\.block(\d)\.block(\d+)-(\d+)", "s$1.b<3+1>"),
        .. Blocks,
        (@"^fc\.", "head.fc."),
    ]);

    private static readonly NameRules Seer = new(
    [
        ("projection_head|prototypes", null),
        ($@"{Checkpoint}trunk/_feature_blocks\.conv1\.stem\.0", "stem.conv"),
        ($@"{Checkpoint}trunk/_feature_blocks\.conv1\.stem\.1", "stem.bn"),
        ($@"{Checkpoint}trunk/_feature_blocks\.res\d\.block(\d)-(\d+)", "s$1.b<2+1>"),
        ($@"{Checkpoint}heads/0\.clf\.0", "head.fc"),
        ("/", null),
        (@"^s(\d)\.b(\d+)\.bn", "s$1.b$2.downsample.bn"),
        .. Blocks,
    ]);

    /// <summary>Rules for such a file; null for another.</summary>
    /// <param name="stored">Names in the file.</param>
    public static NameRules? For(IReadOnlySet<string> stored)
    {
        if (stored.Contains("stem.0.weight"))
            return Torchvision;
        return stored.Any(name => name.StartsWith("classy_state_dict/", StringComparison.Ordinal)) ? Seer : null;
    }
}
