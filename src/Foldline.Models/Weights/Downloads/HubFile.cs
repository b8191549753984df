using System.Net;

namespace Foldline.Models.Weights.Downloads;

/// <summary>A file of a repository as the hub describes it, without its content.</summary>
/// <param name="Commit">The revision's commit.</param>
/// <param name="Etag">Names the content: SHA-256 or git's hash.</param>
/// <param name="Size">Bytes; null when the hub does not say.</param>
internal sealed record HubFile(string Commit, string Etag, long? Size)
{
    /// <summary>Asks the hub.</summary>
    /// <param name="source">Sends the request.</param>
    /// <param name="repository">Repository and revision.</param>
    /// <param name="uri">Address of the file.</param>
    /// <param name="hasToken">Whether a token is sent.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Null when the repository has no such file.</returns>
    /// <exception cref="FoldlineException">FL2232: no access. FL2234: no such repository or revision. FL2235: no hub's answer.</exception>
    /// <exception cref="HttpRequestException">The hub was not reached.</exception>
    public static async Task<HubFile?> AskAsync(HttpSource source, RepositoryName repository, Uri uri, bool hasToken, CancellationToken cancellation)
    {
        using var response = await source.HeadAsync(uri, cancellation).ConfigureAwait(false);
        var reason = Header(response, "X-Error-Code");
        if (response.StatusCode == HttpStatusCode.NotFound && reason is null or "EntryNotFound")
            return null;
        if ((int)response.StatusCode >= 400)
            throw DownloadErrors.Refused(repository.ToString(), uri, response.StatusCode, hasToken);
        var etag = (Header(response, "X-Linked-Etag") ?? response.Headers.ETag?.Tag)?.Trim('"');
        if (etag is not { Length: > 0 } || etag.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-' && c != '.'))
            throw DownloadErrors.Unusable(uri, "it names no content (ETag)");
        var commit = Header(response, "X-Repo-Commit") ?? repository.Revision;
        if (commit.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-' && c != '_' && c != '.') || commit.Contains("..", StringComparison.Ordinal))
            throw DownloadErrors.Unusable(uri, $"its commit is '{commit}'");
        return new HubFile(commit, etag, long.TryParse(Header(response, "X-Linked-Size"), out var size) ? size : Length(response));
    }

    // The length of an answer that redirects is that of its own text.
    private static long? Length(HttpResponseMessage response) => response.IsSuccessStatusCode ? response.Content.Headers.ContentLength : null;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
