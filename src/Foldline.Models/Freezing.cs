using Foldline.Models.Segmentation;
using Foldline.Torch.Nn;

namespace Foldline.Models;

/// <summary>Keeps layers of a model as they are while the rest trains: no gradients, and batch normalisation with its running statistics.</summary>
public static class Freezing
{
    /// <summary>Freezes the stem and the first stages.</summary>
    /// <param name="model">The model; call it before making the optimizer.</param>
    /// <param name="stages">Number of stages; 0 for the stem alone.</param>
    /// <returns>Number of parameters (elements) that are frozen.</returns>
    /// <exception cref="FoldlineException">FL2239: the model has fewer stages.</exception>
    public static long FreezeStages(this ImageModel model, int stages)
    {
        var layers = new LayerNumbers(model, coarse: true);
        // The last number is the head's, the first the stem's.
        var most = layers.Count - 2;
        if (stages < 0 || stages > most)
        {
            throw FoldlineException.User(
                "FL2239",
                $"{stages} stages of '{model.Name}' are to be frozen, but it has {most}. Give a number from 0 (the stem alone) to {most}, or freeze the backbone.",
                null,
                ("found", $"{stages}"),
                ("expected", $"0 to {most}"));
        }

        return Freeze(model, name => layers[name] <= stages);
    }

    /// <summary>Freezes everything but the classifier, or the classifiers where there are several.</summary>
    /// <param name="model">The model; call it before making the optimizer.</param>
    /// <returns>Number of parameters (elements) that are frozen.</returns>
    public static long FreezeBackbone(this ImageModel model) =>
        Freeze(model, name => !model.ClassifierNames.Any(classifier => name.StartsWith($"{classifier}.", StringComparison.Ordinal)));

    /// <summary>Freezes a segmentation network's encoder; decoder and heads train.</summary>
    /// <param name="model">The model; call it before making the optimizer.</param>
    /// <returns>Number of parameters (elements) that are frozen.</returns>
    public static long FreezeEncoder(this SegmentationModel model) => Freeze(model, name => name.StartsWith("encoder.", StringComparison.Ordinal));

    private static long Freeze(Module model, Func<string, bool> isFrozen)
    {
        var count = 0L;
        foreach (var (_, parameter) in model.NamedParameters().Where(entry => isFrozen(entry.Key)))
        {
            parameter.RequiresGrad = false;
            count += parameter.Count;
        }

        foreach (var (name, module) in model.Modules())
        {
            if (module is not BatchNorm2d || !isFrozen($"{name}.running_mean"))
                continue;
            module.IsFrozen = true;
            module.Train(model.Training);
        }

        return count;
    }
}
