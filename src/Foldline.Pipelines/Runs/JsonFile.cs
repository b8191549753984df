using System.Text.Encodings.Web;
using System.Text.Json;

namespace Foldline.Pipelines.Runs;

/// <summary>Writes one JSON object as a file that people can read.</summary>
internal static class JsonFile
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the object, replacing the file as a whole.</summary>
    public static void Write(string path, Action<Utf8JsonWriter> writeProperties) => AtomicFile.Write(path, stream =>
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            writeProperties(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
    });

    /// <summary>A number, or null where it is not finite (JSON has no such numbers).</summary>
    public static void WriteFinite(this Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }
}
