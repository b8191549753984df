using System.IO.Compression;
using System.Text;
using Foldline.Torch.Serialization;

namespace Foldline.Tests.Torch.Serialization;

/// <summary>Pickles made to exhaust memory or time.</summary>
public sealed class PthFileTests
{
    private const byte Mark = (byte)'(';

    [Fact]
    public void Read_ListInItself_IsRefused() => AssertRefused([.. "\u005dq"u8, 0, .. "h"u8, 0, .. "a."u8]);

    [Fact]
    public void Read_ListsOfListsOfLists_AreRefused()
    {
        // Each list holds the one before it ten times: 10^20 items in 500 bytes.
        var pickle = new List<byte>("]q"u8.ToArray()) { 0 };
        for (byte level = 1; level <= 20; level++)
        {
            pickle.AddRange("](("u8[..2]);
            for (var i = 0; i < 10; i++)
                pickle.AddRange([(byte)'h', (byte)(level - 1)]);
            pickle.AddRange([(byte)'e', (byte)'q', level]);
        }

        pickle.AddRange([.. "N"u8, (byte)'a', (byte)'.']);
        AssertRefused([.. pickle]);
    }

    [Fact]
    public void Read_DeepNesting_IsRefused() => AssertRefused([.. Enumerable.Repeat((byte)']', 100_000), .. Enumerable.Repeat((byte)'a', 99_999), (byte)'.']);

    [Fact]
    public void Read_TextThatClaimsFourGigabytes_IsRefused() => AssertRefused([(byte)'X', 0xff, 0xff, 0xff, 0xff, (byte)'.']);

    [Fact]
    public void Read_ManyCopiesOfOneList_AreRefused()
    {
        var pickle = new List<byte>([(byte)']', (byte)'q', 0, Mark, .. Enumerable.Repeat((byte)'N', 20_000), (byte)'e']);
        for (var i = 0; i < 2_000; i++)
            pickle.AddRange([.. "ctorch._utils\n_rebuild_tensor\n(NNh\0h\0tR"u8]);
        AssertRefused([.. pickle, (byte)'.']);
    }

    [Fact]
    public void Read_ZipThatInflatesAThousandfold_IsRefused()
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var member = archive.CreateEntry("archive/data.pkl", CompressionLevel.SmallestSize).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 250; i++)
                member.Write(zeros);
        }

        var error = Assert.Throws<FoldlineException>(() => PthFile.Read(stream, "bomb"));
        Assert.Equal("FL2111", error.Code);
    }

    [Fact]
    public void Read_Tar_IsNamedAsUnsupported()
    {
        var error = Assert.Throws<FoldlineException>(() => PthFile.Read(new MemoryStream(Encoding.ASCII.GetBytes("sys_info\0\0")), "old"));
        Assert.Contains("tar", error.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(byte[] pickle)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var member = archive.CreateEntry("archive/data.pkl", CompressionLevel.NoCompression).Open();
            member.Write(pickle);
        }

        var error = Assert.Throws<FoldlineException>(() => PthFile.Read(stream, "test"));
        Assert.StartsWith("FL21", error.Code, StringComparison.Ordinal);
    }
}
