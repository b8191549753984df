using System.Globalization;

namespace Foldline.Cli.Progress;

/// <summary>Times that are left, as people read them.</summary>
internal static class TimeText
{
    /// <summary>Such as <c>4:07</c> or <c>1:04:07</c>.</summary>
    /// <param name="time">Not negative.</param>
    public static string Of(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");
}
