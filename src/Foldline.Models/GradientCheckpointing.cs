using System.Text.RegularExpressions;
using Foldline.Torch.Nn;

namespace Foldline.Models;

/// <summary>Saves memory in training: the blocks of a model keep only their inputs, and backward computes the rest again.</summary>
public static class GradientCheckpointing
{
    /// <summary>Switches it on or off for all blocks that <see cref="ImageModel.Grouping"/> names.</summary>
    /// <param name="model">The model.</param>
    /// <param name="enabled">On or off.</param>
    /// <returns>Number of blocks.</returns>
    public static int SetGradientCheckpointing(this ImageModel model, bool enabled = true)
    {
        var patterns = model.Grouping.Blocks.Where(pattern => pattern.Order is null).Select(pattern => new Regex($@"\G(?:{pattern.Pattern})", RegexOptions.CultureInvariant)).ToList();
        var blocks = new List<(string Name, Layer Layer)>();
        foreach (var (name, module) in model.Modules())
        {
            // A block's name is all pattern; what lies in a block goes on after it.
            var isBlock = module is Layer && patterns.Any(pattern => pattern.Match(name) is { Success: true } match && match.Length == name.Length && match.Groups.Count > 1);
            if (isBlock && !blocks.Exists(block => name.StartsWith($"{block.Name}.", StringComparison.Ordinal)) && module.CountParameters() > 0)
                blocks.Add((name, (Layer)module));
        }

        foreach (var (_, layer) in blocks)
            layer.IsRecomputed = enabled;
        return blocks.Count;
    }
}
