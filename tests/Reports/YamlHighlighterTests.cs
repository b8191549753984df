using System.Net;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Foldline.Reports.Html;
using Foldline.Reports.Page;

namespace Foldline.Tests.Reports;

public sealed partial class YamlHighlighterTests
{
    [Theory]
    [InlineData("epochs: 15", "<span class=\"y-key\">epochs</span>: <span class=\"y-number\">15</span>")]
    [InlineData("lr: 1e-3 # small", "<span class=\"y-key\">lr</span>: <span class=\"y-number\">1e-3</span> <span class=\"y-comment\"># small</span>")]
    [InlineData("{p: '0.5'}", "{<span class=\"y-key\">p</span>: <span class=\"y-text\">&#39;0.5&#39;</span>}")]
    [InlineData("name: resnet18", "<span class=\"y-key\">name</span>: resnet18")]
    [InlineData("color: a#b", "<span class=\"y-key\">color</span>: a#b")]
    [InlineData("x <script>", "x &lt;script&gt;")]
    public void Write_MarksKeysNumbersTextsAndComments(string yaml, string html) => Assert.Equal(html, Highlight(yaml));

    [Fact]
    public void Write_OnlyAddsColour() => Prop.ForAll(
        Gen.Elements("key", ": ", "'", "\"", "#", " ", "\n", "1.5", "-", "<", "&", "</span>", "{", "}").ListOf().Select(string.Concat).ToArbitrary(),
        yaml => WebUtility.HtmlDecode(Marks().Replace(Highlight(yaml), "")) == yaml).QuickCheckThrowOnFailure();

    private static string Highlight(string yaml)
    {
        var html = new HtmlWriter();
        YamlHighlighter.Write(html, yaml);
        return html.ToString();
    }

    [GeneratedRegex("</?span[^>]*>")]
    private static partial Regex Marks();
}
