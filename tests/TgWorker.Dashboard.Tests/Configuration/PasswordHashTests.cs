using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Tests.Configuration;

public sealed class PasswordHashTests
{
    [Theory]
    [InlineData("correct horse", "correct horse", true)]
    [InlineData("correct horse", "Correct horse", false)]
    [InlineData("correct horse", "", false)]
    [InlineData("caf\u00e9 au lait", "caf\u00e9 au lait", true)]
    public void Fits_ThePasswordAlone(string password, string tried, bool fits) =>
        Assert.Equal(fits, PasswordHash.Parse(PasswordHash.Create(password, 1000))!.Fits(tried));

    [Fact]
    public void Create_Twice_Differs_AndNeedsNoQuotesInAShell()
    {
        var (one, other) = (PasswordHash.Create("correct horse", 1000), PasswordHash.Create("correct horse", 1000));

        Assert.NotEqual(one, other);
        Assert.Matches("^pbkdf2\\.1000\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$", one);
    }

    [Theory]
    [InlineData("")]
    [InlineData("correct horse")]
    [InlineData("pbkdf2.1000.c2FsdHNhbHQ.aGFzaA")]
    [InlineData("pbkdf2.1.c2FsdHNhbHQ.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("pbkdf2.999999999.c2FsdHNhbHQ.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("pbkdf2.1000.!.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("bcrypt.1000.c2FsdHNhbHQ.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Parse_WhatIsNone_IsNull(string text) => Assert.Null(PasswordHash.Parse(text));

    [Fact]
    public void Nobody_HasNoPassword() => Assert.False(PasswordHash.OfNobody.Fits(""));
}
