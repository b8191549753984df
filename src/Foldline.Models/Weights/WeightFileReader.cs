using Foldline.Torch.Serialization;

namespace Foldline.Models.Weights;

/// <summary>Reads a state dict from the kinds of file met in the wild and gives its tensors their plain names.</summary>
internal static class WeightFileReader
{
    // Where training scripts put the weights inside a checkpoint; the first that occurs is taken, averaged ones before raw ones.
    private static readonly string[] Containers = ["state_dict_ema", "model_ema", "state_dict", "network_weights", "model"];
    private static readonly string[] Prefixes = ["module.", "_orig_mod.", "model."];

    /// <summary>The tensors one after the other; a .safetensors file needs memory for one of them at a time.</summary>
    public static IEnumerable<StoredTensor> Read(string path)
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
    private static IEnumerable<StoredTensor> WithoutPrefixes(IEnumerable<StoredTensor> tensors, string[] names)
    {
        var cut = 0;
        while (names.Length > 0 && Prefixes.FirstOrDefault(prefix => names.All(name => name.AsSpan(cut).StartsWith(prefix, StringComparison.Ordinal))) is { } common)
            cut += common.Length;
        return tensors.Select(tensor => tensor with { Name = tensor.Name[cut..] });
    }
}
