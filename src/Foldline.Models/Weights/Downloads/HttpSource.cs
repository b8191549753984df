using System.Net;
using System.Net.Http.Headers;

namespace Foldline.Models.Weights.Downloads;

/// <summary>Sends requests and follows redirects. The token goes to the hub alone, never to a server that the hub refers to.</summary>
internal sealed class HttpSource(HubSettings settings)
{
    private const int MostRedirects = 10;

    // One client for the process, as its connections are shared; redirects are followed here, for the sake of the token.
    private static readonly HttpClient Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(15) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Asks for the headers of a file, as the hub itself gives them: redirects are followed only within one server.</summary>
    public Task<HttpResponseMessage> HeadAsync(Uri uri, CancellationToken cancellation) => SendAsync(HttpMethod.Head, uri, 0, anywhere: false, cancellation);

    /// <summary>Asks for a file, from a byte on.</summary>
    public Task<HttpResponseMessage> GetAsync(Uri uri, long from, CancellationToken cancellation) => SendAsync(HttpMethod.Get, uri, from, anywhere: true, cancellation);

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, Uri uri, long from, bool anywhere, CancellationToken cancellation)
    {
        for (var redirects = 0; ; redirects++)
        {
            using var request = Request(method, uri, from);
            var response = await AnswerAsync(request, cancellation).ConfigureAwait(false);
            if ((int)response.StatusCode is < 300 or >= 400 || response.StatusCode == HttpStatusCode.NotModified || response.Headers.Location is not { } location)
                return response;
            var next = new Uri(uri, location);
            if (!anywhere && !IsSameServer(next, uri))
                return response;
            response.Dispose();
            if (redirects == MostRedirects || (uri.Scheme == "https" && next.Scheme != "https"))
                throw DownloadErrors.Unusable(uri, redirects == MostRedirects ? "it redirects without end" : "it redirects to an unprotected address");
            uri = next;
        }
    }

    private HttpRequestMessage Request(HttpMethod method, Uri uri, long from)
    {
        var request = new HttpRequestMessage(method, uri);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("foldline", "0.1"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        if (from > 0)
            request.Headers.Range = new RangeHeaderValue(from, null);
        if (settings.Token is { } token && IsSameServer(uri, settings.Endpoint))
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(settings.Patience);
        try
        {
            return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new HttpRequestException($"'{request.RequestUri!.Host}' did not answer within {settings.Patience.TotalSeconds:0} seconds");
        }
    }

    private static bool IsSameServer(Uri a, Uri b) => a.Scheme == b.Scheme && a.Authority == b.Authority;
}
