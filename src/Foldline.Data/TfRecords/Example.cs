using System.Collections.Immutable;
using Google.Protobuf;

namespace Foldline.Data.TfRecords;

/// <summary>
/// TensorFlow's <c>tf.train.Example</c>: features by name. Reads packed and unpacked lists, skips unknown fields, lets the last of
/// several entries of one name count. Definition: TensorFlow's <c>example.proto</c> and <c>feature.proto</c>.
/// </summary>
public sealed record Example
{
    private const int FeaturesField = 1;
    private const int EntryField = 1;
    private const int KeyField = 1;
    private const int ValueField = 2;
    private const int ListField = 1;

    /// <summary>Features by name.</summary>
    public required ImmutableSortedDictionary<string, Feature> Features { get; init; }

    /// <summary>Reads the bytes of a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="name">What error messages call it, such as the file and the record's number.</param>
    /// <exception cref="FoldlineException">FL4503: the bytes are no such message.</exception>
    public static Example Parse(ReadOnlyMemory<byte> record, string name)
    {
        var features = ImmutableSortedDictionary.CreateBuilder<string, Feature>(StringComparer.Ordinal);
        try
        {
            ReadFields(record, (field, input) => field == FeaturesField ? Nested(input, map =>
                ReadFields(map, (inner, entries) => inner == EntryField && Nested(entries, entry => ReadEntry(entry, features)))) : false);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw FoldlineException.User(
                "FL4503",
                $"'{name}' is no tf.train.Example: {e.Message} Check that the file holds Examples and not other records.",
                e,
                ("record", name));
        }

        return new Example { Features = features.ToImmutable() };
    }

    /// <summary>The message's bytes; features in the order of their names, lists packed, so the same features give the same bytes.</summary>
    public byte[] ToBytes() => Encode(example => Write(example, FeaturesField, features =>
    {
        foreach (var (name, feature) in Features)
        {
            Write(features, EntryField, entry =>
            {
                entry.WriteTag(KeyField, WireFormat.WireType.LengthDelimited);
                entry.WriteString(name);
                Write(entry, ValueField, value => WriteFeature(value, feature));
            });
        }
    }));

    private static void ReadEntry(ReadOnlyMemory<byte> entry, ImmutableSortedDictionary<string, Feature>.Builder features)
    {
        var (key, feature) = ("", new Feature());
        ReadFields(entry, (field, input) =>
        {
            switch (field)
            {
                case KeyField:
                    key = input.ReadString();
                    return true;
                case ValueField:
                    return Nested(input, value => feature = ReadFeature(value));
                default:
                    return false;
            }
        });
        features[key] = feature;
    }

    private static Feature ReadFeature(ReadOnlyMemory<byte> message)
    {
        var feature = new Feature();
        ReadFields(message, (field, input) => (FeatureKind)field switch
        {
            FeatureKind.Bytes => Nested(input, list => feature = new Feature { Bytes = ReadBytes(list), Kind = FeatureKind.Bytes }),
            FeatureKind.Float => Nested(input, list => feature = new Feature { Float = ReadFloats(list), Kind = FeatureKind.Float }),
            FeatureKind.Int64 => Nested(input, list => feature = new Feature { Int64 = ReadIntegers(list), Kind = FeatureKind.Int64 }),
            _ => false,
        });
        return feature;
    }

    private static ImmutableArray<ReadOnlyMemory<byte>> ReadBytes(ReadOnlyMemory<byte> list)
    {
        var values = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        ReadFields(list, (field, input) => field == ListField && Nested(input, values.Add));
        return values.ToImmutable();
    }

    private static ImmutableArray<float> ReadFloats(ReadOnlyMemory<byte> list)
    {
        var values = ImmutableArray.CreateBuilder<float>();
        ReadList(list, WireFormat.WireType.Fixed32, input => values.Add(input.ReadFloat()));
        return values.ToImmutable();
    }

    private static ImmutableArray<long> ReadIntegers(ReadOnlyMemory<byte> list)
    {
        var values = ImmutableArray.CreateBuilder<long>();
        ReadList(list, WireFormat.WireType.Varint, input => values.Add(input.ReadInt64()));
        return values.ToImmutable();
    }

    // A list of numbers is one field with all of them (packed) or a field for each.
    private static void ReadList(ReadOnlyMemory<byte> list, WireFormat.WireType single, Action<CodedInputStream> readValue)
    {
        using var input = new CodedInputStream(list.ToArray());
        while (input.ReadTag() is var tag and not 0)
        {
            if (tag == WireFormat.MakeTag(ListField, single))
                readValue(input);
            else if (tag == WireFormat.MakeTag(ListField, WireFormat.WireType.LengthDelimited))
                Nested(input, packed => ReadPacked(packed, readValue));
            else
                input.SkipLastField();
        }
    }

    private static void ReadPacked(ReadOnlyMemory<byte> packed, Action<CodedInputStream> readValue)
    {
        using var values = new CodedInputStream(packed.ToArray());
        while (!values.IsAtEnd)
            readValue(values);
    }

    // The reader of a field says whether it took it; what nobody takes is skipped.
    private static void ReadFields(ReadOnlyMemory<byte> message, Func<int, CodedInputStream, bool> read)
    {
        using var input = new CodedInputStream(message.ToArray());
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited || !read(WireFormat.GetTagFieldNumber(tag), input))
                input.SkipLastField();
        }
    }

    private static bool Nested(CodedInputStream input, Action<ReadOnlyMemory<byte>> read)
    {
        read(input.ReadBytes().Memory);
        return true;
    }

    private static void WriteFeature(CodedOutputStream value, Feature feature)
    {
        if (feature.Kind is not { } kind)
            return;
        Write(value, (int)kind, list =>
        {
            foreach (var bytes in feature.Bytes)
            {
                list.WriteTag(ListField, WireFormat.WireType.LengthDelimited);
                list.WriteBytes(UnsafeByteOperations.UnsafeWrap(bytes));
            }

            if (!feature.Float.IsEmpty)
                Write(list, ListField, packed => Array.ForEach([.. feature.Float], packed.WriteFloat));
            if (!feature.Int64.IsEmpty)
                Write(list, ListField, packed => Array.ForEach([.. feature.Int64], packed.WriteInt64));
        });
    }

    private static void Write(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(UnsafeByteOperations.UnsafeWrap(Encode(write)));
    }

    private static byte[] Encode(Action<CodedOutputStream> write)
    {
        using var memory = new MemoryStream();
        using (var output = new CodedOutputStream(memory, leaveOpen: true))
            write(output);
        return memory.ToArray();
    }
}
