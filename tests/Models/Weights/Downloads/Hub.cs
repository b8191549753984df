using System.Security.Cryptography;
using System.Text;
using Foldline.Models.Weights;
using Foldline.Models.Weights.Downloads;

namespace Foldline.Tests.Models.Weights.Downloads;

/// <summary>A hub on this machine with one repository, and a cache in a folder of the test.</summary>
internal sealed class Hub : IDisposable
{
    public const string Id = "timm/resnet10t.c3_in1k";
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";
    public const string FileName = "model.safetensors";

    private readonly TemporaryFolder folder = new();

    public Hub(byte[] content)
    {
        Content = content;
        Server.Answer = Answer;
        Settings = new HubSettings
        {
            Endpoint = Server.Address,
            CacheFolder = folder.At("hub"),
            CheckpointFolder = folder.At("torch"),
            RetryPause = TimeSpan.FromMilliseconds(1),
            Patience = TimeSpan.FromSeconds(20),
        };
    }

    public FileServer Server { get; } = new();

    public byte[] Content { get; }

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Content));

    public HubSettings Settings { get; set; }

    /// <summary>The answer to GET, which tests replace.</summary>
    public Func<ServedRequest, ServedFile?>? OnDownload { get; set; }

    /// <summary>The token that is asked for; null for none.</summary>
    public string? Token { get; set; }

    /// <summary>Whether the file lies in large-file storage, on another server, under its SHA-256.</summary>
    public bool IsLarge { get; set; } = true;

    public WeightStore Store => new(Settings);

    public WeightSource Source => WeightSource.Parse("resnet10t", Id);

    public string Blob => folder.At("hub", "models--timm--resnet10t.c3_in1k", "blobs", IsLarge ? Hash : GitHash);

    public string Partial => $"{Blob}.incomplete";

    public string Snapshot => folder.At("hub", "models--timm--resnet10t.c3_in1k", "snapshots", Commit, FileName);

    public string Reference => folder.At("hub", "models--timm--resnet10t.c3_in1k", "refs", "main");

    private string GitHash => Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {Content.Length}\0"), .. Content]));

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(3).NextBytes(bytes);
        return bytes;
    }

    public void Dispose()
    {
        Server.Dispose();
        folder.Dispose();
    }

    private ServedFile? Answer(ServedRequest request)
    {
        if (request.Path == "/storage")
            return OnDownload?.Invoke(request) ?? new ServedFile(Content);
        if (Token is { } token && request.Headers.GetValueOrDefault("Authorization") != $"Bearer {token}")
            return new ServedFile([]) { Status = 401, Headers = [("X-Error-Code", "GatedRepo")] };
        if (!request.Path.StartsWith($"/{Id}/resolve/", StringComparison.Ordinal))
            return new ServedFile([]) { Status = 404, Headers = [("X-Error-Code", "RepoNotFound")] };
        if (!request.Path.EndsWith($"/{FileName}", StringComparison.Ordinal))
            return new ServedFile([]) { Status = 404, Headers = [("X-Error-Code", "EntryNotFound")] };
        if (!IsLarge)
            return (request.Method == "GET" ? OnDownload?.Invoke(request) : null) ?? new ServedFile(Content) { Headers = [("ETag", $"\"{GitHash}\""), ("X-Repo-Commit", Commit)] };
        var elsewhere = new Uri(Server.Address, "/storage").ToString().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        return new ServedFile([])
        {
            Status = 302,
            Headers = [("Location", elsewhere), ("X-Linked-Etag", $"\"{Hash}\""), ("X-Linked-Size", $"{Content.Length}"), ("X-Repo-Commit", Commit)],
        };
    }
}
