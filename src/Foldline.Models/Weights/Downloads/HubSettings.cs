namespace Foldline.Models.Weights.Downloads;

/// <summary>Where weights come from and where they are kept: what Hugging Face's and PyTorch's libraries read from the environment.</summary>
public sealed record HubSettings
{
    /// <summary>The hub or a mirror of it: <c>HF_ENDPOINT</c>, else <c>https://huggingface.co</c>.</summary>
    public Uri Endpoint { get; init; } = new("https://huggingface.co");

    /// <summary>The cache of repositories: <c>HF_HUB_CACHE</c>, else <c>HF_HOME/hub</c>, else <c>~/.cache/huggingface/hub</c>.</summary>
    public string CacheFolder { get; init; } = HuggingFaceCache.Folder();

    /// <summary>Where files from other URLs are kept, as <c>torch.hub</c> does: <c>TORCH_HOME/hub/checkpoints</c>, else <c>~/.cache/torch/hub/checkpoints</c>.</summary>
    public string CheckpointFolder { get; init; } = "";

    /// <summary>Proves to the hub who asks, for private repositories: <c>HF_TOKEN</c>, else the file that <c>hf auth login</c> wrote. Null for none.</summary>
    public string? Token { get; init; }

    /// <summary>Whether the network must not be used: <c>HF_HUB_OFFLINE=1</c>.</summary>
    public bool IsOffline { get; init; }

    /// <summary>Pause before a broken connection is tried again; it doubles with each try.</summary>
    internal TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a connection may be silent before it counts as broken.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The settings in force for this process.</summary>
    /// <exception cref="FoldlineException">FL2237: HF_ENDPOINT is no web address.</exception>
    public static HubSettings FromEnvironment()
    {
        var endpoint = Variable("HF_ENDPOINT") ?? "https://huggingface.co";
        return new HubSettings
        {
            Endpoint = Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? uri : throw FoldlineException.User(
                "FL2237",
                $"HF_ENDPOINT is '{endpoint}'; expected is a web address such as https://huggingface.co. Correct or unset the variable.",
                null,
                ("found", endpoint)),
            CheckpointFolder = Path.Combine(Variable("TORCH_HOME") ?? Path.Combine(HuggingFaceCache.UserCache(), "torch"), "hub", "checkpoints"),
            Token = Variable("HF_TOKEN") ?? Variable("HUGGING_FACE_HUB_TOKEN") ?? StoredToken(),
            IsOffline = Variable("HF_HUB_OFFLINE")?.ToUpperInvariant() is "1" or "ON" or "YES" or "TRUE",
        };
    }

    private static string? StoredToken()
    {
        var path = Variable("HF_TOKEN_PATH") ?? Path.Combine(HuggingFaceCache.Home(), "token");
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } token ? token : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value.Trim() : null;
}
