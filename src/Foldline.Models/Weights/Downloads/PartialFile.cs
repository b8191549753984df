using System.Net;

namespace Foldline.Models.Weights.Downloads;

/// <summary>
/// A file that grows towards what a server has. It stays when the connection breaks or someone cancels, and the next try asks only for
/// the bytes behind its end.
/// </summary>
/// <param name="source">Sends the requests.</param>
/// <param name="settings">Pauses between tries.</param>
/// <param name="path">The growing file.</param>
internal sealed class PartialFile(HttpSource source, HubSettings settings, string path)
{
    private const int MostFailures = 5;
    private const int BufferSize = 1 << 18;

    /// <summary>Bytes so far.</summary>
    public long Length => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>Downloads until the file is whole, starting again where a connection broke.</summary>
    /// <param name="what">What messages and progress call it.</param>
    /// <param name="uri">The address.</param>
    /// <param name="size">Its size, when known.</param>
    /// <param name="progress">Receives how far it is.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="FoldlineException">FL2231: broken too often. FL2232, FL2234, FL2235: refused. FL1001: the disk refuses.</exception>
    /// <exception cref="HttpRequestException">The server was not reached at all.</exception>
    public async Task CompleteAsync(string what, Uri uri, long? size, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var failures = 0;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (size is null || Length != size)
        {
            if (size < Length)
                File.Delete(path);
            var before = Length;
            try
            {
                if (await ContinueAsync(what, uri, size, progress, cancellation).ConfigureAwait(false))
                    return;
            }
            catch (HttpRequestException) when (before == 0 && Length == 0)
            {
                throw;
            }
            catch (Exception e) when (e is HttpRequestException or HttpIOException or TimeoutException)
            {
                failures = Length > before ? 1 : failures + 1;
                if (failures == MostFailures)
                    throw DownloadErrors.Interrupted(what, Length, size, path, e);
                await Task.Delay(settings.RetryPause * (1 << failures), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <returns>Whether the server says that the file is whole.</returns>
    private async Task<bool> ContinueAsync(string what, Uri uri, long? size, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var start = Length;
        using var response = await source.GetAsync(uri, start, cancellation).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            File.Delete(path);
            return false;
        }

        if (!response.IsSuccessStatusCode)
            throw DownloadErrors.Refused(what, uri, response.StatusCode, settings.Token is not null);
        // A server that does not know ranges sends everything.
        var isRest = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == start;
        if (!isRest)
            start = 0;
        var total = response.Content.Headers.ContentLength is { } rest ? start + rest : size;
        await CopyAsync(response, isRest, new DownloadProgress(what, start, total), progress, cancellation).ConfigureAwait(false);
        return total is null || Length == total;
    }

    private async Task CopyAsync(HttpResponseMessage response, bool append, DownloadProgress at, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        using var body = await response.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        using var file = Open(append);
        var buffer = new byte[BufferSize];
        progress?.Report(at);
        while (await ReadAsync(body, buffer, cancellation).ConfigureAwait(false) is > 0 and var count)
        {
            Write(file, buffer.AsSpan(0, count));
            at = at with { Done = at.Done + count };
            progress?.Report(at);
        }

        file.Flush(flushToDisk: true);
    }

    private async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(settings.Patience);
        try
        {
            return await body.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"nothing came for {settings.Patience.TotalSeconds:0} seconds");
        }
        catch (IOException e)
        {
            // What the network does; the file's own errors are another's concern.
            throw new HttpRequestException(e.Message, e);
        }
    }

    private FileStream Open(bool append)
    {
        try
        {
            return new FileStream(path, append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(e);
        }
    }

    private void Write(FileStream file, ReadOnlySpan<byte> bytes)
    {
        try
        {
            file.Write(bytes);
        }
        catch (IOException e)
        {
            throw CannotWrite(e);
        }
    }

    private FoldlineException CannotWrite(Exception e) => FoldlineException.User(
        "FL1001", $"Cannot write '{path}': {e.Message} Free some space, or set HF_HOME to another folder; what is there goes on being used.", e, ("file", path));
}
