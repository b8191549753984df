namespace Foldline.Imaging;

/// <summary>The transforms of <see cref="ImageTransforms.Table"/> that rearrange channels.</summary>
public static class ChannelTransforms
{
    private const int MostChannels = 1024;

    /// <summary>Name and factory of each, for the table.</summary>
    public static IEnumerable<KeyValuePair<string, Func<PartArguments, Transform>>> Rows { get; } =
    [
        new("select_channels", CreateSelect),
        new("stack_channels", CreateStack),
    ];

    private static SelectChannels CreateSelect(PartArguments arguments)
    {
        var channels = arguments.GetDoubles("channels");
        if (channels.IsEmpty || channels.Any(channel => channel is not (>= 0 and < MostChannels) || channel != Math.Floor(channel)))
            throw arguments.Invalid("channels", "a list of channel numbers from 0");
        return new SelectChannels { Channels = [.. channels.Select(channel => (int)channel)], Probability = arguments.Probability(1) };
    }

    private static StackChannels CreateStack(PartArguments arguments)
    {
        var count = arguments.GetInt32("count");
        return count is >= 1 and <= MostChannels ? new StackChannels { Count = count } : throw arguments.Invalid("count", $"a number of channels from 1 to {MostChannels}");
    }
}
