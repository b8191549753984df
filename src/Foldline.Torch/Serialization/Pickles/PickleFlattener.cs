namespace Foldline.Torch.Serialization.Pickles;

/// <summary>Flattens nested containers into named tensors and scalars.</summary>
internal sealed class PickleFlattener(string file, StoredTensorBuilder builder)
{
    private const int MaxDepth = 64;
    private const long MaxCharacters = 64_000_000;
    private readonly List<StoredTensor> tensors = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?> scalars = new(StringComparer.Ordinal);
    private long characters;

    public PthContent Flatten(object? value)
    {
        Visit("", value, 0);
        return new PthContent(tensors, scalars);
    }

    private void Visit(string name, object? value, int depth)
    {
        // One container may occur in many places (and in itself), so a small pickle can describe an endless tree.
        characters += 1 + name.Length;
        if (depth > MaxDepth || characters > MaxCharacters)
            throw PthFile.NotTorch(file, $"its containers are nested more than {MaxDepth} deep or their names take more than {MaxCharacters} characters");
        switch (value)
        {
            case PickleDictionary dictionary:
                foreach (var (key, item) in dictionary.Items)
                    Visit(Join(name, key), item, depth + 1);
                break;
            case PickleSequence sequence:
                for (var i = 0; i < sequence.Items.Count; i++)
                    Visit(Join(name, PickleKey.TextOf((long)i)!), sequence.Items[i], depth + 1);
                break;
            case PickleTensor tensor:
                CheckName(name);
                tensors.Add(builder.Build(name, tensor));
                break;
            case PickleStorage:
                throw PthFile.NotTorch(file, $"'{name}' is a bare storage, not a tensor");
            default:
                CheckName(name);
                scalars.Add(name, value is PickleGlobal global ? global.Name : value);
                break;
        }
    }

    private void CheckName(string name)
    {
        if (!names.Add(name))
            throw PthFile.NotTorch(file, $"it holds '{name}' twice");
    }

    private static string Join(string name, string key) => name.Length == 0 ? key : $"{name}/{key}";
}
