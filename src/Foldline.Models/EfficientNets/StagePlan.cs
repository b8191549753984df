namespace Foldline.Models.EfficientNets;

/// <summary>Turns the definitions of a network into its blocks: depth is scaled, only a stage's first block has a stride.</summary>
internal static class StagePlan
{
    public static IReadOnlyList<IReadOnlyList<BlockDefinition>> Make(EfficientNetSettings settings)
    {
        var stages = settings.Stages;
        var plan = new List<List<BlockDefinition>>();
        for (var i = 0; i < stages.Length; i++)
        {
            var isKept = settings.KeepFirstAndLastDepth && (i == 0 || i == stages.Length - 1);
            var depth = isKept ? 1 : settings.Depth.Length == 1 ? settings.Depth[0] : settings.Depth[i];
            BlockDefinition[] definitions = [.. stages[i].Split(' ').Select(BlockDefinition.Parse)];
            plan.Add(Repeat(definitions, depth, settings.RoundDepth));
        }

        MarkSpaceToDepth(plan);
        return plan;
    }

    /// <summary>A region of space to depth ends with the first block that has a stride.</summary>
    private static void MarkSpaceToDepth(List<List<BlockDefinition>> plan)
    {
        var isInside = false;
        foreach (var stage in plan)
        {
            for (var i = 0; i < stage.Count; i++)
            {
                var place = (isInside, stage[i].Stride) switch
                {
                    (false, _) => stage[i].SpaceToDepth,
                    (true, > 1) => SpaceToDepth.End,
                    _ => SpaceToDepth.Inside,
                };
                isInside = place is SpaceToDepth.Start or SpaceToDepth.Inside;
                stage[i] = stage[i] with { SpaceToDepth = place };
            }
        }
    }

    /// <summary>The stage's scaled number of blocks is dealt out to its definitions from the last, in proportion.</summary>
    private static List<BlockDefinition> Repeat(BlockDefinition[] definitions, double depth, bool round)
    {
        var left = definitions.Sum(definition => definition.Repeats);
        var scaled = round ? Math.Max(1, (int)Math.Round(left * depth)) : (int)Math.Ceiling(left * depth);
        var blocks = new List<BlockDefinition>();
        foreach (var definition in definitions.Reverse())
        {
            var count = Math.Max(1, (int)Math.Round((double)definition.Repeats / left * scaled));
            blocks.InsertRange(0, Enumerable.Repeat(definition, count));
            left -= definition.Repeats;
            scaled -= count;
        }

        return [blocks[0], .. blocks.Skip(1).Select(block => block with { Stride = 1 })];
    }
}
