using System.Net;
using TgWorker.Dashboard.Access;
using TgWorker.Dashboard.Configuration;

namespace TgWorker.Dashboard.Tests.Access;

public sealed class GateTests
{
    private static readonly DashboardUser Anna = new("anna", DashboardRole.Operator, PasswordHash.Create("a password", 1000));
    private static readonly DashboardUser Bob = new("bob", DashboardRole.Admin, DashboardUser.ByProxy);
    private static readonly DashboardUser Others = new("*", DashboardRole.Viewer, DashboardUser.ByProxy);
    private static readonly DashboardPerson Session = new("anna", DashboardRole.Operator);

    private static readonly AccessRules Nobody = new([], null, [], ReadOnly: false);
    private static readonly AccessRules Passwords = new([Anna], null, [], ReadOnly: false);
    private static readonly AccessRules Proxy = new([Bob, Others], "X-Remote-User", [IPNetwork.Parse("10.0.0.0/24")], ReadOnly: false);
    private static readonly AccessRules ProxyOfBob = Proxy with { Users = [Bob] };
    private static readonly AccessRules Both = Proxy with { Users = [Anna, Bob] };
    private static readonly AccessRules Host = new([], null, [], ReadOnly: false, IsIdentified: true);

    private static readonly RequestFacts Local = new() { Peer = IPAddress.Loopback, Host = "127.0.0.1:9080" };
    private static readonly RequestFacts Remote = new() { Peer = IPAddress.Parse("192.0.2.7"), Host = "ops.example:9080" };
    private static readonly RequestFacts Proxied = new() { Peer = IPAddress.Parse("10.0.0.5"), Host = "ops.example", IsPassedOn = true };

    private static readonly List<(string Name, AccessRules Rules, RequestFacts Facts, string Expected)> Table =
    [
        ("nobody known, this machine", Nobody, Local, "local"),
        ("this machine by name", Nobody, Local with { Host = "localhost:9080" }, "local"),
        ("this machine, IPv6", Nobody, Local with { Peer = IPAddress.IPv6Loopback, Host = "[::1]:9080" }, "local"),
        ("typed into the address bar", Nobody, Local with { FetchSite = "none" }, "local"),
        ("unconfigured, another machine", Nobody, Remote, "Refuse"),
        ("another machine that asks for this one", Nobody, Remote with { Host = "127.0.0.1:9080" }, "Refuse"),
        ("a proxy on this machine", Nobody, Local with { IsPassedOn = true }, "Refuse"),
        ("a name that leads here (DNS rebinding)", Nobody, Local with { Host = "evil.example:9080" }, "Refuse"),
        ("no host", Nobody, Local with { Host = "" }, "Refuse"),
        ("nobody knows who is connected", Nobody, Local with { Peer = null }, "Refuse"),
        ("a page of another site asks", Nobody, Local with { FetchSite = "cross-site" }, "Refuse"),
        ("a page of another port asks", Nobody, Local with { FetchSite = "same-site" }, "Refuse"),

        ("users known, this machine is none of them", Passwords, Local, "LogIn"),
        ("users known, another machine", Passwords, Remote, "LogIn"),
        ("logged in", Passwords, Remote with { Session = Session }, "anna"),
        ("a header, but none was configured", Passwords, Local with { Named = ["bob"] }, "LogIn"),

        ("the proxy names somebody", Proxy, Proxied with { Named = ["bob"] }, "bob"),
        ("the proxy names somebody else", Proxy, Proxied with { Named = ["carol"] }, "carol"),
        ("the proxy names somebody unknown", ProxyOfBob, Proxied with { Named = ["carol"] }, "Refuse"),
        ("the proxy names two", Proxy, Proxied with { Named = ["bob", "carol"] }, "Refuse"),
        ("the proxy names nobody", Proxy, Proxied with { Named = [""] }, "Refuse"),
        ("the proxy says nothing", Proxy, Proxied, "Refuse"),
        ("somebody else than the proxy sends the header", Proxy, Remote with { Named = ["bob"] }, "Refuse"),
        ("this machine sends the header and is no proxy", Proxy, Local with { Named = ["bob"] }, "Refuse"),
        ("a user with a password does not come by header", Both, Proxied with { Named = ["anna"] }, "Refuse"),
        ("a password beside the proxy", Both, Remote, "LogIn"),
        ("the header wins over a session", Both, Proxied with { Named = ["bob"], Session = Session }, "bob"),

        ("the application knows who it is", Host, Remote with { Identified = Session }, "anna"),
        ("the application does not", Host, Local, "Refuse"),
        ("the application does not, whatever session there is", Host, Local with { Session = Session }, "Refuse"),
    ];

    public static TheoryData<string> Cases => [.. Table.Select(known => known.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Admit_EachCase_DecidesAsTheTableSays(string name)
    {
        var (_, rules, facts, expected) = Table.Find(known => known.Name == name);
        var admission = Gate.Admit(rules, facts);

        Assert.Equal(expected, admission.Person?.Name ?? admission.Kind.ToString());
        Assert.Equal(admission.Kind == AdmissionKind.Allow, admission.Person is not null);
        Assert.Equal(admission.Kind == AdmissionKind.Refuse, admission.Reason is not null);
    }

    [Theory]
    [InlineData("carol", DashboardRole.Viewer)]
    [InlineData("bob", DashboardRole.Admin)]
    public void Admit_ByProxy_GivesTheRoleOfTheUser(string name, DashboardRole role) =>
        Assert.Equal(role, Gate.Admit(Proxy, Proxied with { Named = [name] }).Person!.Role);

    [Theory]
    [InlineData(true, null, null, true)]
    [InlineData(true, "cross-site", "https://evil.example", true)]
    [InlineData(false, "same-origin", "https://ops.example:9080", true)]
    [InlineData(false, "same-origin", "http://OPS.example:9080", true)]
    [InlineData(false, null, "https://ops.example:9080", false)]
    [InlineData(false, "same-site", "https://ops.example:9080", false)]
    [InlineData(false, "cross-site", "https://ops.example:9080", false)]
    [InlineData(false, "none", "https://ops.example:9080", false)]
    [InlineData(false, "same-origin", null, false)]
    [InlineData(false, "same-origin", "null", false)]
    [InlineData(false, "same-origin", "https://ops.example", false)]
    [InlineData(false, "same-origin", "https://evil.example:9080", false)]
    [InlineData(false, "same-origin", "https://ops.example:9080.evil.example", false)]
    public void Change_OnlyFromAPageOfTheDashboardItself(bool isSafe, string? site, string? origin, bool isAllowed) =>
        Assert.Equal(isAllowed, Gate.WhyNoChange(Remote with { IsSafe = isSafe, FetchSite = site, Origin = origin }) is null);

    [Fact]
    public void Change_OfDefaultPort_ComparesWithoutIt() =>
        Assert.Null(Gate.WhyNoChange(
            Remote with { IsSafe = false, Host = "ops.example", FetchSite = "same-origin", Origin = "https://ops.example" }));

    [Fact]
    public void Decision_ThatIsForgotten_IsARefusal() => Assert.Equal(AdmissionKind.Refuse, default);
}
