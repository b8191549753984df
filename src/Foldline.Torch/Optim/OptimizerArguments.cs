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

    public static (double Beta1, double Beta2) Betas(this PartArguments arguments)
    {
        var betas = arguments.GetDoubles("betas", [0.9, 0.999]);
        if (betas.Length != 2 || betas.Any(beta => beta is not (>= 0 and < 1)))
            throw arguments.Invalid("betas", "two numbers from 0 to below 1");
        return (betas[0], betas[1]);
    }
}
