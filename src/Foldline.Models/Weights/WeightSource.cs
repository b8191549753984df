using Foldline.Models.Weights.Downloads;

namespace Foldline.Models.Weights;

/// <summary>Where weights are: exactly one of the properties is set.</summary>
/// <param name="Model">The model that they are for.</param>
public sealed record WeightSource(ModelName Model)
{
    private static readonly string[] Extensions = [".safetensors", ".pth", ".pt", ".bin", ".ckpt", ".tar"];

    /// <summary>Published weights of the model.</summary>
    public PretrainedSettings? Published { get; private init; }

    /// <summary>A repository on the hub.</summary>
    public RepositoryName? Repository { get; private init; }

    /// <summary>A web address.</summary>
    public Uri? Address { get; private init; }

    /// <summary>A file on this machine.</summary>
    public string? File { get; private init; }

    /// <summary>The default weights of a model, or those of the tag in its name.</summary>
    /// <param name="model">timm's name, with or without a tag.</param>
    /// <exception cref="FoldlineException">FL2201: no such model. FL2202: no such weights.</exception>
    public static WeightSource Default(string model)
    {
        var name = ModelRegistry.Resolve(model);
        return new WeightSource(name) { Published = PretrainedTable.Find(name) };
    }

    /// <summary>What someone wrote: <c>true</c>, a file, a web address, a repository (<c>org/name</c>) or a tag of the model.</summary>
    /// <param name="model">timm's name of the model.</param>
    /// <param name="text">What was written.</param>
    /// <exception cref="FoldlineException">FL2201: no such model. FL2202: no such tag. FL2236: a file that is not there, or nothing known.</exception>
    public static WeightSource Parse(string model, string text)
    {
        if (text == "true")
            return Default(model);
        var name = ModelRegistry.Resolve(model);
        if (System.IO.File.Exists(text))
            return new WeightSource(name) { File = text };
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            return OfAddress(name, uri);
        var isPath = Path.IsPathRooted(text) || text.StartsWith('.') || text.StartsWith('~');
        if (!isPath && RepositoryName.TryParse(text) is { } repository)
            return new WeightSource(name) { Repository = repository };
        if (isPath || text.Contains('/') || Extensions.Contains(Path.GetExtension(text)))
            throw NoFile(text);
        return Default($"{name.Architecture}.{text}");
    }

    /// <inheritdoc/>
    public override string ToString() => File ?? Address?.ToString() ?? Repository?.ToString() ?? Model.ToString();

    // An address of the hub itself goes the hub's way, with its cache and its check.
    private static WeightSource OfAddress(ModelName name, Uri uri)
    {
        var parts = uri.AbsolutePath.Trim('/').Split('/');
        var isHub = uri.Authority == HubSettings.FromEnvironment().Endpoint.Authority || uri.Host is "huggingface.co" or "hf.co";
        if (isHub && parts is [var organisation, var repository, "resolve" or "blob", var revision, .. { Length: > 0 } file])
            return new WeightSource(name) { Repository = new RepositoryName($"{organisation}/{repository}", revision, string.Join('/', file)) };
        return new WeightSource(name) { Address = uri };
    }

    private static FoldlineException NoFile(string text) => FoldlineException.User(
        "FL2236",
        $"There is no weights file '{text}'. model.pretrained is true, a tag of the model, a repository such as timm/resnet34d.ra2_in1k, a web address or an existing file.",
        null,
        ("file", text));
}
