using System.Buffers.Binary;
using Foldline.Training.Logging;
using Google.Protobuf;

namespace Foldline.Tests.Training.Logging;

public sealed class EventFileTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Fact]
    public void Write_MakesFramesThatReadersAccept()
    {
        using var folder = new TemporaryFolder();
        string path;
        using (var file = new EventFile(folder.Path, new FixedTime(Start)))
        {
            path = file.Path;
            file.Write(300, [new("train.loss", 0.5), new("valid.auc", double.NaN)]);
        }

        var records = Read(path);

        Assert.StartsWith("events.out.tfevents.1700000000.", Path.GetFileName(path), StringComparison.Ordinal);
        Assert.Equal(2, records.Count);
        Assert.Equal("1:1700000000 2:0 3:'brain.Event:2'", Show(records[0]));
        Assert.Equal("1:1700000000 2:300 5:{1:{1:'train/loss' 2:0.5} 1:{1:'valid/auc' 2:NaN}}", Show(records[1]));
    }

    [Fact]
    public void Resumed_StartsAnotherFileThatSupersedesLaterSteps()
    {
        using var folder = new TemporaryFolder();
        using var first = new EventFile(folder.Path, new FixedTime(Start));
        using var second = new EventFile(folder.Path, new FixedTime(Start), resumedStep: 120);

        Assert.NotEqual(first.Path, second.Path);
        Assert.Equal("1:1700000000 2:120 7:{1:1}", Show(Read(second.Path)[1]));
    }

    [Fact]
    public void Create_WhereAFileIsInTheWay_IsAUsersError()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("taken"), "");
        var e = Assert.Throws<FoldlineException>(() => new EventFile(folder.At("taken"), TimeProvider.System));
        Assert.Equal("FL1001", e.Code);
    }

    private static List<byte[]> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        var records = new List<byte[]>();
        for (var at = 0; at < bytes.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
            Assert.Equal(Crc32C.ComputeMasked(bytes.AsSpan(at, 8)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8)));
            var payload = bytes.AsSpan(at + 12, length);
            Assert.Equal(Crc32C.ComputeMasked(payload), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)));
            records.Add(payload.ToArray());
            at += length + 16;
        }

        return records;
    }

    private static string Show(byte[] message)
    {
        var input = new CodedInputStream(message);
        var fields = new List<string>();
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            fields.Add($"{WireFormat.GetTagFieldNumber(tag)}:" + WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => FormattableString.Invariant($"{input.ReadInt64()}"),
                WireFormat.WireType.Fixed64 => FormattableString.Invariant($"{input.ReadDouble()}"),
                WireFormat.WireType.Fixed32 => FormattableString.Invariant($"{input.ReadFloat()}"),
                _ => ShowBytes(input.ReadBytes().ToByteArray()),
            });
        }

        return string.Join(' ', fields);
    }

    // Texts of these messages are words; their first byte is a letter, which is no tag of a nested message here.
    private static string ShowBytes(byte[] bytes) =>
        char.IsLetter((char)bytes[0]) ? $"'{System.Text.Encoding.UTF8.GetString(bytes)}'" : $"{{{Show(bytes)}}}";
}
