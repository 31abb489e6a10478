using TgWorker.Hosting.Notifying;
using TgWorker.TestSupport.Time;

namespace TgWorker.Tests.Notifying;

public sealed class AllClearTests
{
    private static readonly Notice LongWait = new("long_wait", "orders", "…", 61);
    private static readonly Notice Dead = new("dead_workers", "orders", "…", 1);

    private readonly FakeTime _time = new();
    private readonly NotifyOptions _options = new() { QuietTime = TimeSpan.FromSeconds(100) };
    private readonly AllClear _allClear;

    public AllClearTests() => _allClear = new AllClear(_options, _time);

    [Fact]
    public void Look_NothingWasWrong_IsNothing() => Assert.All(Looks(5), Assert.Empty);

    [Fact]
    public void Look_TroubleIsGoneForThreeLooks_SaysSoUntilHalfAQuietTimeIsOver()
    {
        Looks(6, LongWait);

        var looks = Looks(20);

        Assert.Equal([0, 0, 1, 1, 1, 1, 1, 1, 0], looks.Take(9).Select(look => look.Count));
        Assert.All(looks.Skip(9), Assert.Empty);
        var notice = looks[2][0];
        Assert.Equal(("all_clear", "long_wait", "Queue orders: all clear, no update waits for long any more; it lasted for 80 s"),
            (notice.Event, notice.Ended, notice.Text));
        Assert.All(looks.Skip(2).Take(6), look => Assert.Equal(notice, Assert.Single(look)));
    }

    [Fact]
    public void Look_TroubleComesBack_IsNotOver()
    {
        Looks(1, LongWait);
        Assert.All(Looks(2), Assert.Empty);
        Assert.All(Looks(1, LongWait), Assert.Empty);
        Assert.All(Looks(2), Assert.Empty);

        Assert.Single(Looks(1)[0]);
    }

    [Fact]
    public void Look_TroubleComesBackAfterAnAllClear_IsTroubleOfItsOwn()
    {
        Looks(1, LongWait);
        Looks(4);
        Looks(2, LongWait);

        Assert.Equal("Queue orders: all clear, no update waits for long any more; it lasted for 40 s", Looks(3)[2].Single().Text);
    }

    [Fact]
    public void Look_WorkersDied_HasNoAllClear()
    {
        Looks(1, Dead);
        Assert.All(Looks(10), Assert.Empty);
    }

    [Fact]
    public void Look_NotWanted_IsNothing()
    {
        _options.AllClear = false;
        Looks(2, LongWait);
        Assert.All(Looks(10), Assert.Empty);
    }

    private List<IReadOnlyList<Notice>> Looks(int count, params Notice[] trouble)
    {
        var looks = new List<IReadOnlyList<Notice>>();
        for (var i = 0; i < count; i++)
        {
            looks.Add(_allClear.Look("orders", trouble));
            _time.Advance(TimeSpan.FromSeconds(10));
        }

        return looks;
    }
}
