using System.Globalization;

namespace Foldline.Torch.Serialization.Pickles;

/// <summary>A call that the pickle asks for: an allowed constructor with its arguments.</summary>
internal sealed class UnpickleCall(string name, List<object?> arguments, PickleSource source)
{
    public int Count => arguments.Count;

    public PickleStorage Storage(int index) => At(index) as PickleStorage ?? throw Wrong(index, "a storage");

    public PickleTensor Tensor(int index) => At(index) as PickleTensor ?? throw Wrong(index, "a tensor");

    public List<object?> Sequence(int index) => (At(index) as PickleSequence)?.Items ?? throw Wrong(index, "a list or tuple");

    public long Int64(int index) => At(index) is long value ? value : throw Wrong(index, "a whole number");

    public long[] Int64s(int index)
    {
        source.CountCopies(Sequence(index).Count);
        return [.. Sequence(index).Select(item => item is long value ? value : throw Wrong(index, "whole numbers"))];
    }

    public string Text(int index) => At(index) switch
    {
        string text => text,
        long number => number.ToString(CultureInfo.InvariantCulture),
        _ => throw Wrong(index, "a text"),
    };

    /// <summary>A dictionary from nothing, a dictionary or a list of pairs.</summary>
    public PickleDictionary Dictionary()
    {
        if (Count == 0)
            return new PickleDictionary();
        if (At(0) is PickleDictionary given)
            return given;
        source.CountCopies(Sequence(0).Count);
        var dictionary = new PickleDictionary();
        foreach (var item in Sequence(0))
        {
            if (item is not PickleSequence { Items: [var key, var value] })
                throw Wrong(0, "a list of pairs");
            dictionary.Items[KeyOf(key)] = value;
        }

        return dictionary;
    }

    private string KeyOf(object? key) => PickleKey.TextOf(key) ?? throw Wrong(0, "pairs with texts or numbers as keys");

    private object? At(int index) => index < arguments.Count ? arguments[index] : throw source.Malformed($"{name} lacks argument {index + 1}");

    private FoldlineException Wrong(int index, string expected) =>
        source.Malformed($"argument {index + 1} of {name} must be {expected}");
}
