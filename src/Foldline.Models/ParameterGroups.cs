using Foldline.Torch.Nn;
using Foldline.Torch.Optim;

namespace Foldline.Models;

/// <summary>Sorts a model's trained parameters into groups for an optimizer.</summary>
public static class ParameterGroups
{
    /// <summary>
    /// Groups by weight decay and by layer, as timm's <c>param_groups_weight_decay</c> and <c>param_groups_layer_decay</c>. Frozen parameters are left
    /// out. Without either there is one group, in the order of the state dict.
    /// </summary>
    /// <param name="model">The model, after freezing.</param>
    /// <param name="noDecay">Whether vectors (biases, norms) and what <see cref="ImageModel.NoWeightDecay"/> names are spared from weight decay.</param>
    /// <param name="layerDecay">
    /// Factor of the learning rate from each layer to the one before: the head learns at the full rate, the layer before it at this part of it, and so
    /// on to the stem. 1 makes no difference.
    /// </param>
    public static IReadOnlyList<ParameterGroup> Of(ImageModel model, bool noDecay = false, double layerDecay = 1)
    {
        if (layerDecay is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(layerDecay), layerDecay, "expected is a number above 0, at most 1");
        var names = model.NamedParameters().Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
        var spared = noDecay ? model.NoWeightDecay : [];
        var layers = layerDecay < 1 ? new LayerNumbers(model, coarse: false) : null;
        return [.. model.NamedParameters()
            .Where(entry => entry.Value.RequiresGrad)
            .GroupBy(entry => (Layer: layers?[entry.Key] ?? 0, IsSpared: noDecay && (entry.Value.Rank <= 1 || spared.Any(part => Names(part, entry.Key, names)))))
            .OrderBy(group => group.Key.Layer)
            .Select(group => new ParameterGroup([.. group.Select(entry => entry.Value)], weightDecay: group.Key.IsSpared ? 0 : null)
            {
                LearningRateScale = layers is null ? 1 : Math.Pow(layerDecay, layers.Count - 1 - group.Key.Layer),
            })];
    }

    /// <summary>Groups any network's trained parameters by weight decay alone. Frozen parameters are left out.</summary>
    /// <param name="model">The network, after freezing.</param>
    /// <param name="noDecay">Whether vectors (biases, norms) are spared from weight decay.</param>
    public static IReadOnlyList<ParameterGroup> ByDecay(Module model, bool noDecay) =>
        [.. model.Parameters().Where(parameter => parameter.RequiresGrad).GroupBy(parameter => noDecay && parameter.Rank <= 1)
            .Select(group => new ParameterGroup([.. group], weightDecay: group.Key ? 0 : null))];

    /// <summary>Whether a full name, or else a part between points, is meant by an entry of <see cref="ImageModel.NoWeightDecay"/>.</summary>
    private static bool Names(string entry, string name, HashSet<string> all) =>
        all.Contains(entry) ? entry == name : $".{name}.".Contains($".{entry}.", StringComparison.Ordinal);
}
