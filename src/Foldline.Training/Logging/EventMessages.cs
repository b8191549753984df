using Google.Protobuf;

namespace Foldline.Training.Logging;

/// <summary>
/// Encodes the few messages of TensorBoard's <c>event.proto</c> and <c>summary.proto</c> that scalars need, by field number.
/// </summary>
internal static class EventMessages
{
    private const int WallTime = 1;
    private const int Step = 2;
    private const int FileVersion = 3;
    private const int Summary = 5;
    private const int SessionLog = 7;
    private const int SummaryValue = 1;
    private const int Tag = 1;
    private const int SimpleValue = 2;
    private const int SessionStatus = 1;
    private const int SessionStart = 1;

    /// <summary>The first record of every file.</summary>
    public static byte[] Version(double wallTime) => Event(wallTime, 0, output =>
    {
        output.WriteTag(FileVersion, WireFormat.WireType.LengthDelimited);
        output.WriteString("brain.Event:2");
    });

    /// <summary>Tells readers to forget everything from a step on that earlier files of the run say.</summary>
    public static byte[] Restart(double wallTime, long step) => Event(wallTime, step, output => WriteMessage(output, SessionLog, session =>
    {
        session.WriteTag(SessionStatus, WireFormat.WireType.Varint);
        session.WriteEnum(SessionStart);
    }));

    /// <summary>Values of several tags at a step.</summary>
    public static byte[] Scalars(double wallTime, long step, IEnumerable<KeyValuePair<string, double>> values) => Event(wallTime, step, output =>
        WriteMessage(output, Summary, summary =>
        {
            foreach (var (tag, value) in values)
            {
                WriteMessage(summary, SummaryValue, message =>
                {
                    message.WriteTag(Tag, WireFormat.WireType.LengthDelimited);
                    message.WriteString(tag);
                    message.WriteTag(SimpleValue, WireFormat.WireType.Fixed32);
                    message.WriteFloat((float)value);
                });
            }
        }));

    private static byte[] Event(double wallTime, long step, Action<CodedOutputStream> writeContent) => Encode(output =>
    {
        output.WriteTag(WallTime, WireFormat.WireType.Fixed64);
        output.WriteDouble(wallTime);
        output.WriteTag(Step, WireFormat.WireType.Varint);
        output.WriteInt64(step);
        writeContent(output);
    });

    private static void WriteMessage(CodedOutputStream output, int field, Action<CodedOutputStream> write)
    {
        output.WriteTag(field, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(Encode(write)));
    }

    private static byte[] Encode(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var output = new CodedOutputStream(stream, leaveOpen: true))
            write(output);
        return stream.ToArray();
    }
}
