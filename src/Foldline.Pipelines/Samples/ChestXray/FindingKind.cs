namespace Foldline.Pipelines.Samples.ChestXray;

/// <summary>A class of findings: the competition's number and name, and how and where it is drawn.</summary>
/// <param name="ClassId">The competition's class number, 0 … 13.</param>
/// <param name="Name">The competition's class name.</param>
/// <param name="Shape">How it is drawn.</param>
/// <param name="Share">Relative frequency.</param>
/// <param name="Place">Centre of the places it occurs at, in one lung: distance from the middle and height, in half image sizes, downwards.</param>
/// <param name="Spread">How far from the centre it may lie, to the side and in height.</param>
/// <param name="Radius">Range of its half width.</param>
/// <param name="Flatness">Half height divided by half width.</param>
/// <param name="Strength">Density of a plain finding, against 1 for the whole torso.</param>
internal sealed record FindingKind(
    int ClassId,
    string Name,
    FindingShape Shape,
    int Share,
    (float X, float Y) Place,
    (float X, float Y) Spread,
    (float Low, float High) Radius,
    float Flatness,
    float Strength)
{
    /// <summary>All classes of the competition except "No finding".</summary>
    public static IReadOnlyList<FindingKind> All { get; } =
    [
        new(0, "Aortic enlargement", FindingShape.Spot, 2, (0.14f, -0.36f), (0.02f, 0.05f), (0.22f, 0.30f), 1.2f, 0.45f),
        new(1, "Atelectasis", FindingShape.Cloud, 2, (0.42f, 0.20f), (0.08f, 0.10f), (0.34f, 0.44f), 0.6f, 0.70f),
        new(2, "Calcification", FindingShape.Spot, 1, (0.40f, -0.05f), (0.16f, 0.35f), (0.06f, 0.09f), 1.0f, 0.80f),
        new(3, "Cardiomegaly", FindingShape.Heart, 3, (0.10f, 0.32f), (0.01f, 0.01f), (0.54f, 0.66f), 0.75f, 0.45f),
        new(4, "Consolidation", FindingShape.Cloud, 4, (0.42f, 0.08f), (0.10f, 0.24f), (0.30f, 0.46f), 1.1f, 0.80f),
        new(5, "ILD", FindingShape.Net, 2, (0.42f, 0.00f), (0.04f, 0.10f), (0.36f, 0.46f), 1.5f, 0.70f),
        new(6, "Infiltration", FindingShape.Cloud, 3, (0.42f, 0.05f), (0.10f, 0.24f), (0.32f, 0.48f), 1.2f, 0.65f),
        new(7, "Lung Opacity", FindingShape.Cloud, 4, (0.42f, 0.00f), (0.10f, 0.26f), (0.28f, 0.46f), 1.1f, 0.75f),
        new(8, "Nodule/Mass", FindingShape.Spot, 2, (0.42f, -0.05f), (0.14f, 0.30f), (0.12f, 0.22f), 1.0f, 0.60f),
        new(9, "Other lesion", FindingShape.Cloud, 2, (0.40f, -0.05f), (0.14f, 0.30f), (0.24f, 0.40f), 0.9f, 0.70f),
        new(10, "Pleural effusion", FindingShape.Cloud, 4, (0.50f, 0.36f), (0.05f, 0.06f), (0.40f, 0.54f), 0.8f, 0.90f),
        new(11, "Pleural thickening", FindingShape.Cloud, 1, (0.66f, 0.00f), (0.03f, 0.20f), (0.12f, 0.18f), 3.2f, 0.80f),
        new(12, "Pneumothorax", FindingShape.Air, 1, (0.48f, -0.30f), (0.05f, 0.10f), (0.34f, 0.46f), 1.2f, 0.40f),
        new(13, "Pulmonary fibrosis", FindingShape.Net, 3, (0.44f, -0.10f), (0.06f, 0.14f), (0.32f, 0.44f), 1.3f, 0.80f),
    ];

    /// <summary>A kind by its frequency.</summary>
    public static FindingKind Draw(ref CounterRandom random)
    {
        var rest = random.NextInt32(All.Sum(kind => kind.Share));
        foreach (var kind in All)
        {
            if (rest < kind.Share)
                return kind;
            rest -= kind.Share;
        }

        return All[^1];
    }
}
