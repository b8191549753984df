using Foldline.Training.Schedules;

namespace Foldline.Tests.Training.Schedules;

public sealed class StepFormulaTests
{
    [Theory]
    [InlineData("0.95**epoch", 0.857375)]
    [InlineData("1/(1+epoch)", 0.25)]
    [InlineData("0.5*(1+cos(pi*epoch/3))", 0)]
    [InlineData("0.9 if epoch % 2 == 1 else 1", 0.9)]
    [InlineData("1 if step < 2 else 0.5 if step < 4 else 0.1", 0.5)]
    [InlineData("-2 ** 2", -4)]
    [InlineData("2 ** -1", 0.5)]
    [InlineData("2 ** 3 ** 0", 2)]
    [InlineData("7 // 2 - 7 % 4", 0)]
    [InlineData("11 // 1.1", 9)]
    [InlineData("-7 % 4 + -7 // 4", -1)]
    [InlineData("1 - 2 - 3", -4)]
    [InlineData("1e-3 * step + 1E+1", 10.003)]
    [InlineData("max(0.1, min(step, 2) / 10)", 0.2)]
    [InlineData(" floor( sqrt(step) ) ", 1)]
    [InlineData("exp(log(step))", 3)]
    public void At_IsWhatPythonGives(string text, double expected)
    {
        Assert.True(StepFormula.TryParse(text, out var formula, out _));
        Assert.Equal(expected, formula!.At(3), 1e-12);
    }

    [Theory]
    [InlineData("", "character 1")]
    [InlineData("0.9 ** ", "character 8")]
    [InlineData("(1 + 2", "')'")]
    [InlineData("cos 3", "'('")]
    [InlineData("tan(3)", "a function")]
    [InlineData("1 if step", "'else'")]
    [InlineData("max(1)", "','")]
    [InlineData("1 2", "the end")]
    [InlineData("__import__('os')", "character 1")]
    public void TryParse_OfSomethingElse_SaysWhere(string text, string part)
    {
        Assert.False(StepFormula.TryParse(text, out _, out var fault));
        Assert.Contains(part, fault);
    }
}
