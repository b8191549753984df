using Foldline.Torch.Serialization;

namespace Foldline.Models.Weights;

/// <summary>Reads a state dict from the kinds of file met in the wild and gives its tensors their plain names.</summary>
internal static class WeightFileReader
{
    // Where training scripts put the weights inside a checkpoint; the first that occurs is taken, averaged ones before raw ones.
    private static readonly string[] Containers = ["state_dict_ema", "model_ema", "state_dict", "network_weights", "model", "model_state", "encoder"];
    private static readonly string[] Prefixes = ["module.", "_orig_mod.", "model."];

    /// <summary>The tensors one after the other; a .safetensors file needs memory for one of them at a time.</summary>
    public static IEnumerable<StoredTensor> Read(string path) => Open(path).Tensors;

    /// <summary>The tensors of a file one after the other, under the names that a model has for them; without those it has no use for.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    public static IEnumerable<StoredTensor> ReadFor(ImageModel model, string path)
    {
        var (names, tensors) = Open(path);
        if (model.RulesFor(names.ToHashSet(StringComparer.Ordinal)) is not { } rules)
            return tensors;
        return tensors.Select(tensor => rules.Apply(tensor.Name) is { } name ? tensor with { Name = name } : null).OfType<StoredTensor>();
    }

    private static (IReadOnlyList<string> Names, IEnumerable<StoredTensor> Tensors) Open(string path)
    {
        if (Path.GetExtension(path).Equals(".safetensors", StringComparison.OrdinalIgnoreCase))
            return WithoutPrefixes(SafeTensors.ReadEach(path), [.. SafeTensors.ReadNames(path)]);
        var tensors = Unwrap(PthFile.Read(path).Tensors);
        return WithoutPrefixes(tensors, [.. tensors.Select(tensor => tensor.Name)]);
    }

    private static IReadOnlyList<StoredTensor> Unwrap(IReadOnlyList<StoredTensor> tensors)
    {
        foreach (var container in Containers)
        {
            var prefix = container + "/";
            StoredTensor[] inside = [.. tensors.Where(tensor => tensor.Name.StartsWith(prefix, StringComparison.Ordinal))];
            if (inside.Length > 0)
                return [.. inside.Select(tensor => tensor with { Name = tensor.Name[prefix.Length..] })];
        }

        return tensors;
    }

    /// <summary>Prefixes are cut off only where every name has them.</summary>
    private static (IReadOnlyList<string> Names, IEnumerable<StoredTensor> Tensors) WithoutPrefixes(IEnumerable<StoredTensor> tensors, string[] names)
    {
        var cut = 0;
        while (names.Length > 0 && Prefixes.FirstOrDefault(prefix => names.All(name => name.AsSpan(cut).StartsWith(prefix, StringComparison.Ordinal))) is { } common)
            cut += common.Length;
        return ([.. names.Select(name => name[cut..])], tensors.Select(tensor => tensor with { Name = tensor.Name[cut..] }));
    }
}
