using Foldline.Torch;
using Foldline.Torch.Nn;
using Foldline.Torch.Serialization;

namespace Foldline.Models.Weights;

/// <summary>
/// Loads weights into models as timm does: a first convolution for three channels is fitted to other numbers of channels, a
/// classifier for another number of classes is left as it is.
/// </summary>
public static class PretrainedWeights
{
    /// <summary>Makes a model with published weights, which are downloaded when the Hugging Face cache does not have them.</summary>
    /// <param name="name">timm's name; without a tag the default weights.</param>
    /// <param name="options">Classes, channels, dropout.</param>
    /// <param name="generator">Draws what the weights do not give: a new classifier.</param>
    /// <exception cref="FoldlineException">
    /// FL2201: no such model. FL2202: no such weights. FL2203, FL2230 to FL2235: they cannot be had. FL2204: they do not fit.
    /// </exception>
    public static ImageModel Create(string name, ModelOptions options, TorchGenerator generator)
    {
        var path = new WeightStore().Fetch(WeightSource.Default(name));
        var model = ModelRegistry.Create(name, options, generator);
        try
        {
            Load(model, path);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Loads a <c>.safetensors</c> or PyTorch file into a model.</summary>
    /// <param name="model">A model whose weights are initialised.</param>
    /// <param name="path">The file.</param>
    /// <param name="strict">Whether weights that are missing, surplus or misshaped are an error; a classifier of another size never is.</param>
    /// <returns>What did not match; the classifier counts where its shape differs.</returns>
    /// <exception cref="FoldlineException">FL2204: the weights do not fit the model. FL21xx: the file cannot be read.</exception>
    public static StateDictMismatch Load(ImageModel model, string path, bool strict = true)
    {
        var own = model.StateDict();
        var found = new HashSet<string>(StringComparer.Ordinal);
        var unexpected = new List<string>();
        var misshaped = new List<string>();
        using var noGrad = GradMode.NoGrad();
        foreach (var stored in WeightFileReader.ReadFor(model, path))
        {
            var name = own.ContainsKey(stored.Name) ? stored.Name : model.NameOf(stored.Name);
            if (name is null)
                continue;
            if (!own.TryGetValue(name, out var target))
                unexpected.Add(stored.Name);
            else if (found.Add(name) && !Copy(model, name, stored, target))
                misshaped.Add($"{stored.Name} (model [{string.Join(", ", target.Shape.ToArray())}], weights [{string.Join(", ", stored.Shape)}])");
        }

        ClearBiases(model, own, found, misshaped);

        // Files from before PyTorch 0.4.1 have no batch counters; some have layers that several blocks use by one of their names.
        var set = found.Select(name => own[name]).ToHashSet();
        string[] missing = [.. own.Where(entry => !set.Contains(entry.Value) && !entry.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Select(entry => entry.Key)];
        var mismatch = new StateDictMismatch(missing, unexpected, misshaped);
        if (found.Count == 0 || (strict && !IsClassifierOnly(mismatch, [.. model.ClassifierNames, model.ClassifierName])))
            throw DoesNotFit(path, mismatch);
        return mismatch;
    }

    // A projection without bias that has become a classifier.
    private static void ClearBiases(ImageModel model, IReadOnlyDictionary<string, Tensor> own, HashSet<string> found, List<string> misshaped)
    {
        foreach (var classifier in model.ClassifierNames)
        {
            var isLoaded = found.Contains($"{classifier}.weight") && !misshaped.Exists(text => text.StartsWith($"{classifier}.weight ", StringComparison.Ordinal));
            if (isLoaded && !found.Contains($"{classifier}.bias") && own.TryGetValue($"{classifier}.bias", out var bias))
                bias.ZeroInPlace();
        }
    }

    private static bool Copy(ImageModel model, string name, StoredTensor stored, Tensor target)
    {
        using var scope = new TensorScope();
        Tensor? value = stored.ToTensor();
        if (model.FirstConvs.Any(conv => name == $"{conv}.weight") && value.Rank == 4 && value.Size(1) != target.Size(1))
            value = FirstConvAdapter.Adapt(value, target.Size(1));
        if (IsReshaped(value.Shape, target.Shape))
            value = value.Reshape(target.Shape);
        if (!value.Shape.SequenceEqual(target.Shape))
            value = model.Fit(name, value, target);
        if (value is null || !value.Shape.SequenceEqual(target.Shape))
            return false;
        target.CopyInPlace(value);
        return true;
    }

    /// <summary>Whether the same numbers lie in another shape: sides of length 1 more or less, or a linear layer for a convolution over a whole map.</summary>
    private static bool IsReshaped(ReadOnlySpan<long> stored, ReadOnlySpan<long> own)
    {
        long[] longStored = [.. stored.ToArray().Where(side => side > 1)];
        long[] longOwn = [.. own.ToArray().Where(side => side > 1)];
        var isWholeMap = stored.Length == 2 && own.Length == 4 && stored[0] == own[0] && stored[1] == own[1] * own[2] * own[3];
        return stored.Length != own.Length && (isWholeMap || longStored.SequenceEqual(longOwn));
    }

    private static bool IsClassifierOnly(StateDictMismatch mismatch, IReadOnlyList<string> classifiers) => mismatch.Missing
        .Concat(mismatch.Unexpected)
        .Concat(mismatch.Misshaped)
        .All(name => classifiers.Any(classifier => name.StartsWith($"{classifier}.", StringComparison.Ordinal)));

    private static FoldlineException DoesNotFit(string path, StateDictMismatch mismatch) => FoldlineException.User(
        "FL2204",
        $"The weights in '{path}' do not fit the model: {mismatch} Check that model.name is the network that was saved.",
        null,
        ("file", path),
        ("missing", string.Join(", ", mismatch.Missing)),
        ("unexpected", string.Join(", ", mismatch.Unexpected)),
        ("misshaped", string.Join(", ", mismatch.Misshaped)));
}
