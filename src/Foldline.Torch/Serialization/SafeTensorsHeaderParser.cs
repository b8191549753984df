using System.Text.Json;

namespace Foldline.Torch.Serialization;

/// <summary>Parses the header's JSON strictly: no repeated key, no wrong kind of value.</summary>
internal sealed class SafeTensorsHeaderParser(string file)
{
    private readonly HashSet<string> names = new(StringComparer.Ordinal);

    public List<SafeTensorsEntry> Entries { get; } = [];

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    public void Parse(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 8 });
        json.Read();
        Expect(json, JsonTokenType.StartObject, "the header must be an object");
        while (NextName(ref json) is { } name)
        {
            if (!names.Add(name))
                throw SafeTensorsHeader.Damaged(file, $"its header names '{name}' twice");
            if (name == SafeTensorsHeader.MetadataKey)
                ReadMetadata(ref json);
            else
                Entries.Add(ReadEntry(ref json, name));
        }

        if (json.Read())
            throw SafeTensorsHeader.Damaged(file, "something follows the header's object");
    }

    private static string? NextName(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName ? json.GetString() : null;

    private void ReadMetadata(ref Utf8JsonReader json)
    {
        json.Read();
        Expect(json, JsonTokenType.StartObject, "__metadata__ must be an object of texts");
        while (NextName(ref json) is { } key)
        {
            json.Read();
            Expect(json, JsonTokenType.String, $"__metadata__ '{key}' must be a text");
            if (!Metadata.TryAdd(key, json.GetString()!))
                throw SafeTensorsHeader.Damaged(file, $"its __metadata__ names '{key}' twice");
        }
    }

    private SafeTensorsEntry ReadEntry(ref Utf8JsonReader json, string name)
    {
        json.Read();
        Expect(json, JsonTokenType.StartObject, $"the entry '{name}' must be an object");
        string? dtype = null;
        long[]? shape = null;
        long[]? offsets = null;
        while (NextName(ref json) is { } key)
        {
            if (key is "dtype" && dtype is null)
                dtype = ReadText(ref json, name);
            else if (key is "shape" && shape is null)
                shape = ReadNumbers(ref json, name, key);
            else if (key is "data_offsets" && offsets is null)
                offsets = ReadNumbers(ref json, name, key);
            else
                throw SafeTensorsHeader.WrongEntry(file, name, $"'{key}' is repeated or unknown (expected dtype, shape, data_offsets)");
        }

        return Check(name, dtype, shape, offsets);
    }

    private SafeTensorsEntry Check(string name, string? dtype, long[]? shape, long[]? offsets)
    {
        if (dtype is null || shape is null || offsets is not [var begin, var end])
            throw SafeTensorsHeader.WrongEntry(file, name, "dtype, shape and two data_offsets are needed");
        if (SafeTensorsTypes.Find(dtype) is not { } type)
            throw SafeTensorsHeader.WrongEntry(file, name, $"the type '{dtype}' is not supported (known: {SafeTensorsTypes.Known})");
        if (begin > end)
            throw SafeTensorsHeader.WrongEntry(file, name, $"it ends at byte {end}, before it begins at {begin}");
        if (end - begin > WeightFile.MaxBytes)
            throw SafeTensorsHeader.WrongEntry(file, name, $"it has {end - begin} bytes, at most {WeightFile.MaxBytes} can be read");
        var count = WeightFile.CountOf(shape);
        if (count < 0 || count != (end - begin) / type.ElementSize() || (end - begin) % type.ElementSize() != 0)
            throw SafeTensorsHeader.WrongEntry(file, name, $"shape [{string.Join(", ", shape)}] of {type} does not take {end - begin} bytes");
        return new SafeTensorsEntry(name, type, shape, begin, end);
    }

    private string ReadText(ref Utf8JsonReader json, string name)
    {
        json.Read();
        Expect(json, JsonTokenType.String, $"the dtype of '{name}' must be a text");
        return json.GetString()!;
    }

    private long[] ReadNumbers(ref Utf8JsonReader json, string name, string key)
    {
        json.Read();
        Expect(json, JsonTokenType.StartArray, $"{key} of '{name}' must be an array");
        var numbers = new List<long>();
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.Number || !json.TryGetInt64(out var number) || number < 0)
                throw SafeTensorsHeader.WrongEntry(file, name, $"{key} must be whole numbers from 0");
            numbers.Add(number);
        }

        return [.. numbers];
    }

    private void Expect(in Utf8JsonReader json, JsonTokenType type, string what)
    {
        if (json.TokenType != type)
            throw SafeTensorsHeader.Damaged(file, what);
    }
}
