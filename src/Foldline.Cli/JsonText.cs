using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Foldline.Cli;

/// <summary>JSON as commands print it: indented, with characters such as <c>+</c> left as they are.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of a node.</summary>
    /// <param name="node">An object or array.</param>
    public static string Of(JsonNode node) => node.ToJsonString(Options);
}
