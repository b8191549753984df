using Foldline.Models.Segmentation.Encoders;
using Foldline.Torch;
using Foldline.Torch.Serialization;

namespace Foldline.Models.Weights;

/// <summary>Loads the weights of a classifier of the zoo into the encoder of a segmentation network; the classifier's head is left out.</summary>
public static class EncoderWeights
{
    // Encoders of any network of the zoo hold it under this name.
    private const string UniversalPrefix = "model.";

    /// <summary>The name of the zoo's network that an encoder is made of.</summary>
    /// <param name="encoder">Name of an encoder, such as <c>resnet34</c>, <c>timm-regnety_002</c> or <c>tu-resnet34d</c>.</param>
    public static string NetworkOf(string encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        if (encoder.StartsWith("tu-", StringComparison.Ordinal))
            return encoder["tu-".Length..];
        return encoder.StartsWith("timm-", StringComparison.Ordinal) && ModelRegistry.Knows(encoder["timm-".Length..]) ? encoder["timm-".Length..] : encoder;
    }

    /// <summary>Loads a <c>.safetensors</c> or PyTorch file.</summary>
    /// <param name="encoder">An encoder whose weights are initialised.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FoldlineException">FL2204: the file lacks a tensor of the encoder, or one has another shape. FL21xx: the file cannot be read.</exception>
    public static void Load(Encoder encoder, string path)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        var missing = encoder.StateDict()
            .Where(entry => !entry.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
            .ToDictionary(entry => Flat(entry.Key), entry => entry.Value, StringComparer.Ordinal);
        using var noGrad = GradMode.NoGrad();
        foreach (var stored in WeightFileReader.Read(path))
        {
            foreach (var name in (string[])[Flat(stored.Name), Flat(UniversalPrefix + stored.Name)])
            {
                if (missing.TryGetValue(name, out var target) && Copy(stored, target))
                    missing.Remove(name);
            }
        }

        if (missing.Count > 0)
        {
            throw FoldlineException.User(
                "FL2204",
                $"The weights in '{path}' do not fit the encoder: {missing.Count} tensors are missing or have another shape, {string.Join(", ", missing.Keys.Order(StringComparer.Ordinal).Take(3))} among them. Check that model.encoder is the network that was saved.",
                null,
                ("file", path));
        }
    }

    // Networks of features write stages_0 for a classifier's stages.0.
    private static string Flat(string name) => name.Replace('.', '_');

    private static bool Copy(StoredTensor stored, Tensor target)
    {
        using var scope = new TensorScope();
        var value = stored.ToTensor();
        // A first convolution for colours serves other numbers of channels too.
        if (value.Rank == 4 && value.Size(1) == 3 && value.Size(0) == target.Size(0) && target.Rank == 4 && target.Size(1) != 3)
            value = FirstConvAdapter.Adapt(value, target.Size(1));
        if (!value.Shape.SequenceEqual(target.Shape))
            return false;
        target.CopyInPlace(value);
        return true;
    }
}
