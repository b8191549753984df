using System.Net;

namespace Foldline.Models.Weights.Downloads;

/// <summary>What can go wrong between here and a server, in words.</summary>
internal static class DownloadErrors
{
    /// <summary>FL2230: nobody answers.</summary>
    /// <param name="what">The file.</param>
    /// <param name="uri">Its address.</param>
    /// <param name="place">Where someone can put the file by hand.</param>
    /// <param name="inner">What the connection said.</param>
    public static FoldlineException NoNetwork(string what, Uri uri, string place, Exception inner) => FoldlineException.User(
        "FL2230",
        $"'{what}' is not on this machine and cannot be downloaded: {inner.Message} {ByHand(uri, place)}",
        inner,
        ("file", what),
        ("url", uri.ToString()),
        ("place", place));

    /// <summary>How to do without the network.</summary>
    public static string ByHand(Uri uri, string place) =>
        $"Without a network, fetch {uri} elsewhere and save it as '{place}', or give its path as model.pretrained.";

    /// <summary>FL2231: the connection broke too often.</summary>
    public static FoldlineException Interrupted(string what, long done, long? total, string partial, Exception? inner) => FoldlineException.User(
        "FL2231",
        $"The download of '{what}' broke off after {done:N0} of {(total is { } all ? $"{all:N0}" : "an unknown number of")} bytes{(inner is null ? "" : $": {inner.Message}")}. "
        + $"What is there was kept as '{partial}'; the same command goes on with it.",
        inner,
        ("file", what),
        ("partial", partial));

    /// <summary>FL2232 to FL2235 by a server's answer.</summary>
    /// <param name="what">The file.</param>
    /// <param name="uri">Its address.</param>
    /// <param name="status">The answer.</param>
    /// <param name="hasToken">Whether a token was sent.</param>
    public static FoldlineException Refused(string what, Uri uri, HttpStatusCode status, bool hasToken)
    {
        (string, string)[] facts = [("file", what), ("url", uri.ToString()), ("status", $"{(int)status}")];
        return status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FoldlineException.User(
                "FL2232",
                $"'{what}' is not given to everyone ({uri.Host} answered {(int)status}). "
                + (hasToken ? "The token in HF_TOKEN has no right to it: ask for access on its page, or check the name." : "Set HF_TOKEN to an access token of an account that may read it, or check the name: names that do not exist are answered alike."),
                null,
                facts),
            HttpStatusCode.NotFound => FoldlineException.User("FL2234", $"There is no '{what}' at {uri} (404). Check the name.", null, facts),
            _ => FoldlineException.User("FL2235", $"'{what}' cannot be downloaded: {uri.Host} answered {(int)status}. Try again later, or set HF_ENDPOINT to a mirror.", null, facts),
        };
    }

    /// <summary>FL2235: the answer makes no sense.</summary>
    public static FoldlineException Unusable(Uri uri, string why) =>
        FoldlineException.User("FL2235", $"{uri} is no source of weights: {why}. Check the address, or HF_ENDPOINT.", null, ("url", uri.ToString()));

    /// <summary>FL2233: the bytes are not those that were promised.</summary>
    public static FoldlineException Damaged(string what, string kind, string found, string expected) => FoldlineException.User(
        "FL2233",
        $"'{what}' arrived damaged: its {kind} is {found}, expected is {expected}. The file was deleted; download it again, and if that fails too, the server's copy is not the published one.",
        null,
        ("file", what),
        ("found", found),
        ("expected", expected));
}
