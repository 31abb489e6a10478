using TgWorker.Dashboard.Access;
using TgWorker.Dashboard.Configuration;
using TgWorker.TestSupport.Time;

namespace TgWorker.Dashboard.Tests.Access;

public sealed class SessionStoreTests
{
    private static readonly DashboardPerson Anna = new("anna", DashboardRole.Operator);

    private readonly FakeTime _time = new();
    private readonly SessionStore _sessions;

    public SessionStoreTests() => _sessions = new SessionStore(_time);

    [Fact]
    public void Session_ThatIsUsed_LastsADay()
    {
        var id = _sessions.Begin(Anna);
        for (var hours = 0; hours < 24; hours += 4)
        {
            Assert.Equal(Anna, _sessions.Find(id));
            _time.Advance(TimeSpan.FromHours(4));
        }

        Assert.Equal(Anna, _sessions.Find(id));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(_sessions.Find(id));
    }

    [Fact]
    public void Session_ThatNobodyUses_IsOverAfterEightHours()
    {
        var id = _sessions.Begin(Anna);
        _time.Advance(SessionStore.Idle + TimeSpan.FromSeconds(1));

        Assert.Null(_sessions.Find(id));
    }

    [Fact]
    public void Session_ThatEnded_IsNoMore()
    {
        var (one, other) = (_sessions.Begin(Anna), _sessions.Begin(Anna));
        _sessions.End(one);

        Assert.Null(_sessions.Find(one));
        Assert.Equal(Anna, _sessions.Find(other));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("chosen-by-somebody-else")]
    public void Id_ThatWasNeverGivenOut_IsNobody(string? id)
    {
        _sessions.Begin(Anna);

        Assert.Null(_sessions.Find(id));
    }

    [Fact]
    public void Sessions_AreBounded_AndTheLeastUsedGoes()
    {
        var first = _sessions.Begin(Anna);
        for (var i = 0; i < 1000; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            _sessions.Begin(Anna);
        }

        Assert.Null(_sessions.Find(first));
    }
}
