namespace Foldline.Data.Duck;

/// <summary>DuckDB counts days and microseconds from 1970-01-01.</summary>
internal static class DuckTime
{
    /// <summary>Day number of 1970-01-01 in <see cref="DateOnly"/>.</summary>
    public static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    public static long ToMicroseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>A date; what lies outside the years 1 to 9999 (DuckDB's infinity too) becomes the nearest end.</summary>
    public static DateOnly Date(int days) => DateOnly.FromDayNumber((int)Math.Clamp((long)days + EpochDay, 0, DateOnly.MaxValue.DayNumber));

    /// <summary>A time; what lies outside the years 1 to 9999 becomes the nearest end.</summary>
    /// <param name="count">Units since 1970.</param>
    /// <param name="ticksPerUnit">100 ns ticks a unit; 0 means that a unit is a nanosecond.</param>
    public static DateTime Time(long count, long ticksPerUnit)
    {
        var ticks = ticksPerUnit == 0 ? (Int128)count / 100 : (Int128)count * ticksPerUnit;
        return new DateTime((long)Int128.Clamp(ticks + DateTime.UnixEpoch.Ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Unspecified);
    }
}
