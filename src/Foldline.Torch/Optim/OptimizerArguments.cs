using System.Collections.Immutable;

namespace Foldline.Torch.Optim;

/// <summary>Checks that the arguments of optimizers share.</summary>
internal static class OptimizerArguments
{
    public static double NotNegative(this PartArguments arguments, string key, double fallback)
    {
        var value = arguments.GetDouble(key, fallback);
        return value >= 0 && double.IsFinite(value) ? value : throw arguments.Invalid(key, "a number of at least 0");
    }

    public static double Fraction(this PartArguments arguments, string key, double fallback)
    {
        var value = arguments.GetDouble(key, fallback);
        return value is >= 0 and < 1 ? value : throw arguments.Invalid(key, "a number from 0 to below 1");
    }

    public static (double Beta1, double Beta2) Betas(this PartArguments arguments, double beta2 = 0.999)
    {
        var betas = arguments.Betas([0.9, beta2]);
        return (betas[0], betas[1]);
    }

    public static ImmutableArray<double> Betas(this PartArguments arguments, ImmutableArray<double> fallback)
    {
        var betas = arguments.GetDoubles("betas", fallback);
        if (betas.Length != fallback.Length || betas.Any(beta => beta is not (>= 0 and < 1)))
            throw arguments.Invalid("betas", $"{(fallback.Length == 2 ? "two" : "three")} numbers from 0 to below 1");
        return betas;
    }

    public static ImmutableArray<double> Pair(this PartArguments arguments, string key, ImmutableArray<double> fallback, string expected, Func<double, double, bool> isValid)
    {
        var pair = arguments.GetDoubles(key, fallback);
        return pair.Length == 2 && isValid(pair[0], pair[1]) ? pair : throw arguments.Invalid(key, expected);
    }

    public static void RequireMomentum(this PartArguments arguments, bool nesterov, double momentum, double dampening)
    {
        if (nesterov && (momentum <= 0 || dampening != 0))
            throw arguments.Invalid("nesterov", "false, or a momentum above 0 and no dampening beside it");
    }
}
