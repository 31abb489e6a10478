using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Tests.Configuration;

public sealed class DashboardOptionsCheckTests
{
    private static readonly DashboardUser Anna = new("anna", DashboardRole.Operator, PasswordHash.Create("a password", 1000));
    private static readonly DashboardUser Bob = new("bob", DashboardRole.Admin, DashboardUser.ByProxy);

    public static TheoryData<string?, DashboardOptions> Cases => new()
    {
        { null, new DashboardOptions() },
        { null, new DashboardOptions { Listen = "http://127.0.0.1:9080" } },
        { null, new DashboardOptions { Listen = "http://[::1]:9080" } },
        { null, new DashboardOptions { Listen = "http://localhost:9080" } },
        { null, new DashboardOptions { Listen = "http://0.0.0.0:9080", Users = [Anna] } },
        { null, new DashboardOptions { Listen = "http://*:9080", Users = [Bob], UserHeader = "X-Remote-User",
            KnownProxies = ["10.0.0.0/24"] } },
        { "Dashboard:Listen", new DashboardOptions { Listen = "http://0.0.0.0:9080" } },
        { "Dashboard:Listen", new DashboardOptions { Listen = "http://*:9080" } },
        { "Dashboard:Listen", new DashboardOptions { Listen = "http://192.0.2.7:9080" } },
        { "Dashboard:Listen", new DashboardOptions { Listen = "http://[::]:9080" } },
        { "Dashboard:Listen", new DashboardOptions { Listen = "http://127.0.0.1:9080", Port = 9080 } },
        { "Dashboard:Users", new DashboardOptions { Users = [Anna, Anna] } },
        { "Dashboard:Users", new DashboardOptions { Users = [Bob] } },
        { "Dashboard:Users", new DashboardOptions { Users = [Anna], Identify = _ => null } },
        { "Dashboard:KnownProxies", new DashboardOptions { KnownProxies = ["everywhere"] } },
        { "Dashboard:UserHeader", new DashboardOptions { Users = [Bob], UserHeader = "X-Remote-User" } },
        { "Dashboard:UserHeader", new DashboardOptions { Users = [Anna], UserHeader = "X-Remote-User", KnownProxies = ["10.0.0.0/24"] } },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Problems_EachCase_NamesTheSetting(string? setting, DashboardOptions options) =>
        Assert.Equal(setting is null ? [] : [setting], DashboardOptionsCheck.Problems(options).Select(problem => problem.Setting));

    [Theory]
    [InlineData("anna:operator", "is not NAME:ROLE:HASH")]
    [InlineData("anna:boss:proxy", "unknown role")]
    [InlineData("anna:1:proxy", "unknown role")]
    [InlineData(":admin:proxy", "name is empty")]
    [InlineData("anna:admin:secret", "no password hash for user 'anna'")]
    public void User_WithAMistake_SaysWhichAndNeverTheHash(string text, string expected)
    {
        var mistake = Assert.Throws<FormatException>(() => DashboardUser.Parse(text));

        Assert.Contains(expected, mistake.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://127.0.0.1:9080")]
    [InlineData("127.0.0.1:9080")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://evil.example:80")]
    public void Listen_WhatIsNoPlace_IsNeitherReadNorPrivate(string url)
    {
        Assert.Null(ListenPlace.Parse(url));
        Assert.False(ListenPlace.IsPrivate(url));
    }
}
