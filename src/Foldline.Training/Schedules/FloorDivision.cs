namespace Foldline.Training.Schedules;

/// <summary>Division as Python rounds it: by the exact remainder, so that 11 // 1.1 is 9 although 11 / 1.1 rounds to 10.</summary>
internal static class FloorDivision
{
    /// <summary><c>a // b</c>.</summary>
    public static double Quotient(double a, double b)
    {
        var exact = (a - Remainder(a, b)) / b;
        var floor = Math.Floor(exact);
        return exact - floor > 0.5 ? floor + 1 : floor;
    }

    /// <summary><c>a % b</c>, with the sign of b.</summary>
    public static double Remainder(double a, double b)
    {
        var remainder = a % b;
        return remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder;
    }
}
