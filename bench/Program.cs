using System.Globalization;
using System.Text.Json.Nodes;

namespace Foldline.Bench;

/// <summary>
/// Measures Foldline beside the Python peers of <c>bench/peers</c>, in turn, as ratios within one run:
/// <c>dotnet Foldline.Bench.dll all --data DIR</c>. Each measurement runs in a process of its own (<c>ours NAME …</c>).
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        if (arguments.Length == 0 || arguments[0] is "-h" or "--help")
        {
            Console.WriteLine("usage: all --data DIR [--rounds N] [--only TEXT] [--json FILE] [--iterations N]\n       ours train|infer|load|augment|decode|prepare|network|network-weights|auc|call [options]");
            return 2;
        }

        try
        {
            if (arguments[0] == "ours")
            {
                Print(OurMeasurements.Run(arguments[1], BenchOptions.Parse(arguments.AsSpan(2))));
                return 0;
            }

            return Comparison.Run(BenchOptions.Parse(arguments.AsSpan(1)));
        }
        catch (Exception e) when (e is ArgumentException or FoldlineException)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }

    private static void Print(JsonObject result) => Console.WriteLine(result.ToJsonString());
}
