using System.Globalization;

namespace Foldline.Training.Schedules;

/// <summary>
/// A number as a formula of the step, in Python's notation: <c>0.95 ** step</c>, <c>0.5 * (1 + cos(pi * epoch / 7))</c>,
/// <c>0.9 if step % 2 == 1 else 1</c>. <c>step</c> and <c>epoch</c> are the same number. Immutable.
/// </summary>
public sealed class StepFormula
{
    private static readonly Dictionary<string, Func<double, double>> Functions = new(StringComparer.Ordinal)
    {
        ["cos"] = Math.Cos,
        ["sin"] = Math.Sin,
        ["tanh"] = Math.Tanh,
        ["exp"] = Math.Exp,
        ["log"] = Math.Log,
        ["sqrt"] = Math.Sqrt,
        ["abs"] = Math.Abs,
        ["floor"] = Math.Floor,
    };

    private readonly Func<double, double> value;

    private StepFormula(Func<double, double> value) => this.value = value;

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="formula">The result, when the text is one.</param>
    /// <param name="fault">What is wrong with it otherwise.</param>
    public static bool TryParse(string text, out StepFormula? formula, out string fault)
    {
        try
        {
            var reader = new Reader(text);
            formula = new StepFormula(reader.Choice());
            reader.ExpectEnd();
            fault = "";
            return true;
        }
        catch (FormatException e)
        {
            (formula, fault) = (null, e.Message);
            return false;
        }
    }

    /// <summary>The number at a step.</summary>
    /// <param name="step">The step, from 0.</param>
    public double At(long step) => value(step);

    /// <summary>Reads from the loosest binding to the tightest: choice, comparison, sum, product, sign, power, value.</summary>
    private sealed class Reader(string text)
    {
        private int position;

        public Func<double, double> Choice()
        {
            var yes = Comparison();
            if (!TryTake("if"))
                return yes;
            var condition = Comparison();
            if (!TryTake("else"))
                throw Expected("'else'");
            var no = Choice();
            return x => condition(x) != 0 ? yes(x) : no(x);
        }

        public void ExpectEnd()
        {
            if (Skip() < text.Length)
                throw Expected("the end");
        }

        private Func<double, double> Comparison() => Chain(
            Sum,
            ("==", (a, b) => a == b ? 1 : 0),
            ("!=", (a, b) => a != b ? 1 : 0),
            ("<=", (a, b) => a <= b ? 1 : 0),
            (">=", (a, b) => a >= b ? 1 : 0),
            ("<", (a, b) => a < b ? 1 : 0),
            (">", (a, b) => a > b ? 1 : 0));

        private Func<double, double> Sum() => Chain(Product, ("+", (a, b) => a + b), ("-", (a, b) => a - b));

        private Func<double, double> Product() => Chain(
            Sign,
            ("*", (a, b) => a * b),
            ("//", FloorDivision.Quotient),
            ("/", (a, b) => a / b),
            ("%", FloorDivision.Remainder));

        private Func<double, double> Chain(Func<Func<double, double>> next, params (string Sign, Func<double, double, double> Apply)[] operators)
        {
            var left = next();
            while (Array.Find(operators, row => TryTake(row.Sign)) is { Apply: { } apply })
            {
                var (first, second) = (left, next());
                left = x => apply(first(x), second(x));
            }

            return left;
        }

        private Func<double, double> Sign()
        {
            if (TryTake("-"))
            {
                var inner = Sign();
                return x => -inner(x);
            }

            TryTake("+");
            var value = Value();
            if (!TryTake("**"))
                return value;
            var exponent = Sign();
            return x => Math.Pow(value(x), exponent(x));
        }

        private Func<double, double> Value()
        {
            Skip();
            if (TryTake("("))
                return Closed(Choice());
            var start = position;
            while (position < text.Length && (char.IsAsciiLetterOrDigit(text[position]) || text[position] is '.' or '_' || IsExponentSign(start)))
                position++;
            var word = text[start..position];
            if (double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !char.IsAsciiLetter(word[0]))
                return _ => number;
            if (word is "step" or "epoch")
                return x => x;
            if (word == "pi")
                return _ => Math.PI;
            position = start;
            if (word is "min" or "max" && TryTake(word))
                return Pair(word == "min" ? Math.Min : Math.Max);
            if (!Functions.TryGetValue(word, out var function))
                throw Expected("a number, step, pi or a function");
            position += word.Length;
            if (!TryTake("("))
                throw Expected("'('");
            var argument = Closed(Choice());
            return x => function(argument(x));
        }

        private Func<double, double> Pair(Func<double, double, double> function)
        {
            if (!TryTake("("))
                throw Expected("'('");
            var first = Choice();
            if (!TryTake(","))
                throw Expected("','");
            var second = Closed(Choice());
            return x => function(first(x), second(x));
        }

        private Func<double, double> Closed(Func<double, double> inner) => TryTake(")") ? inner : throw Expected("')'");

        // The sign in 1e-3.
        private bool IsExponentSign(int start) =>
            text[position] is '+' or '-' && position > start && text[position - 1] is 'e' or 'E' && char.IsAsciiDigit(text[start]);

        private bool TryTake(string token)
        {
            Skip();
            if (string.CompareOrdinal(text, position, token, 0, token.Length) != 0)
                return false;
            var after = position + token.Length < text.Length ? text[position + token.Length] : ' ';
            // '*' is not the first half of '**', nor 'if' the start of a longer word.
            if ((token == "*" && after == '*') || (char.IsAsciiLetter(token[0]) && char.IsAsciiLetterOrDigit(after)))
                return false;
            position += token.Length;
            return true;
        }

        private int Skip()
        {
            while (position < text.Length && text[position] == ' ')
                position++;
            return position;
        }

        private FormatException Expected(string what) => new($"expected is {what} at character {position + 1}");
    }
}
