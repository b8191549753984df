using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Foldline.Tests.Models.Weights.Downloads;

/// <summary>A small web server on this machine: answers with files that a test puts there, knows ranges, and can break off.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Lock gate = new();
    private readonly List<ServedRequest> requests = [];

    public FileServer()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Gives the answer to a request; null is 404.</summary>
    public Func<ServedRequest, ServedFile?> Answer { get; set; } = _ => null;

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>What was asked so far.</summary>
    public IReadOnlyList<ServedRequest> Requests
    {
        get
        {
            lock (gate)
                return [.. requests];
        }
    }

    /// <summary>The requests for contents.</summary>
    public IEnumerable<ServedRequest> Downloads => Requests.Where(request => request.Method == "GET");

    public void Dispose()
    {
        stop.Cancel();
        listener.Stop();
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var stream = client.GetStream();
                var request = await ReadAsync(stream);
                lock (gate)
                    requests.Add(request);
                await WriteAsync(stream, request, Answer(request) ?? new ServedFile([]) { Status = 404 });
            }
            catch (IOException)
            {
                // The other side hung up.
            }
        }
    }

    private static async Task<ServedRequest> ReadAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        var words = (await reader.ReadLineAsync() ?? "GET /").Split(' ');
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
            headers[line.Split(':')[0]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        return new ServedRequest(words[0], words[1], headers);
    }

    private static async Task WriteAsync(Stream stream, ServedRequest request, ServedFile file)
    {
        var from = file.KnowsRanges && request.From is { } start && file.Status == 200 ? start : 0;
        var status = from > file.Content.Length ? 416 : from > 0 ? 206 : file.Status;
        var body = status == 416 ? [] : file.Content[(int)from..];
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {status} X\r\nContent-Length: {body.Length}\r\nConnection: close\r\n");
        if (status == 206)
            head.Append(CultureInfo.InvariantCulture, $"Content-Range: bytes {from}-{file.Content.Length - 1}/{file.Content.Length}\r\n");
        foreach (var (name, value) in file.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        if (request.Method == "HEAD")
            return;
        var length = Math.Min(file.BreaksAfter ?? int.MaxValue, body.Length);
        await stream.WriteAsync(body.AsMemory(0, length));
        await stream.FlushAsync();
        if (file.Hold is { } hold)
            await hold;
    }
}
