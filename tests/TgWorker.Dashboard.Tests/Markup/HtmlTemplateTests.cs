using TgWorker.Dashboard.Markup;

namespace TgWorker.Dashboard.Tests.Markup;

public sealed class HtmlTemplateTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\" onmouseover=\"x", "&quot; onmouseover=&quot;x")]
    [InlineData("it's `quoted` & more", "it&#39;s &#96;quoted&#96; &amp; more")]
    [InlineData("line\nbreak\u202e", "line\\nbreak\\u202e")]
    [InlineData(null, "")]
    public void Hole_OfText_IsEncoded(string? text, string expected) =>
        Assert.Equal($"<b title=\"{expected}\">{expected}</b>", Html.Of($"<b title=\"{text}\">{text}</b>").ToString());

    [Fact]
    public void Hole_OfPieces_IsTakenAsItIs()
    {
        string[] names = ["<a>", "b"];

        Assert.Equal("<ul><li>&lt;a&gt;</li><li>b</li></ul>",
            Html.Of($"<ul>{names.Select(name => Html.Of($"<li>{name}</li>"))}</ul>").ToString());
    }

    [Fact]
    public void Hole_OfNumbers_IsExact() =>
        Assert.Equal("<i>9007199254740993 1.5</i>", Html.Of($"<i>{9007199254740993L} {1.5}</i>").ToString());

    [Fact]
    public void Address_OfText_IsRefused()
    {
        var address = "javascript:alert(1)";

        Assert.Throws<InvalidOperationException>(() => Html.Of($"""<a href="{address}">x</a>"""));
        Assert.Throws<InvalidOperationException>(() => Html.Of($"""<form action="{address}">"""));
    }

    [Fact]
    public void Value_WithoutQuotes_IsRefused()
    {
        var value = "x onclick=alert(1)";

        Assert.Throws<InvalidOperationException>(() => Html.Of($"<input value={value}>"));
    }

    [Fact]
    public void Link_EscapesItsQuery()
    {
        var link = PageLink.To("/tgworker", "/failed", ("error", "a&b=\"c\" <d>"), ("bot", null), ("chat", "-100"));

        Assert.Equal("""<a href="/tgworker/failed?error=a%26b%3D%22c%22%20%3Cd%3E&amp;chat=-100">x</a>""",
            Html.Of($"""<a href="{link}">x</a>""").ToString());
    }
}
