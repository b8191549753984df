namespace Foldline.Data.Parquet;

/// <summary>A structure of Thrift's compact protocol: values by field number.</summary>
internal sealed class ThriftStruct
{
    private readonly List<(int Field, ThriftValue Value)> fields = [];

    /// <summary>Without any field.</summary>
    public static ThriftStruct Empty { get; } = new();

    /// <summary>The value of a field; 0 and nothing when it is left out.</summary>
    public ThriftValue this[int field] => Find(field) ?? default;

    /// <summary>The value of a field; null when it is left out.</summary>
    public ThriftValue? Find(int field)
    {
        foreach (var (known, value) in fields)
        {
            if (known == field)
                return value;
        }

        return null;
    }

    /// <summary>Adds a field.</summary>
    public void Add(int field, ThriftValue value) => fields.Add((field, value));
}
