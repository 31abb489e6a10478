using TgWorker.Dashboard.Access;
using TgWorker.TestSupport.Time;

namespace TgWorker.Dashboard.Tests.Access;

public sealed class LoginLimitTests
{
    private readonly FakeTime _time = new();
    private readonly LoginLimit _limit;

    public LoginLimitTests() => _limit = new LoginLimit(_time);

    [Fact]
    public void Wait_AfterTooManyFailuresOfAnAddress_LastsUntilTheWindowIsOver()
    {
        Fail(LoginLimit.MostOfAddress - 1, "a", "anna");
        Assert.Null(_limit.Wait("a", "bob"));

        Fail(1, "a", "anna");

        Assert.Equal(LoginLimit.Window, _limit.Wait("a", "bob"));
        Assert.Null(_limit.Wait("b", "bob"));
        _time.Advance(LoginLimit.Window);
        Assert.Null(_limit.Wait("a", "bob"));
    }

    [Fact]
    public void Wait_ForANameThatIsTriedFromEverywhere_Begins()
    {
        for (var address = 0; address < LoginLimit.MostOfName; address++)
        {
            Assert.Null(_limit.Wait("new", "anna"));
            Fail(1, $"address {address}", "anna");
        }

        Assert.NotNull(_limit.Wait("new", "anna"));
        Assert.Null(_limit.Wait("new", "bob"));
    }

    [Fact]
    public void Success_ForgetsTheAddress_AndNotTheName()
    {
        Fail(LoginLimit.MostOfName, "a", "anna");

        _limit.Succeeded("a");

        Assert.Null(_limit.Wait("a", "bob"));
        Assert.NotNull(_limit.Wait("a", "anna"));
    }

    [Fact]
    public void Failures_OfCountlessAddresses_TakeBoundedMemory()
    {
        for (var address = 0; address < 30_000; address++)
        {
            Fail(1, $"address {address}", $"name {address}");
        }

        Fail(LoginLimit.MostOfAddress, "a", "anna");
        Assert.NotNull(_limit.Wait("a", "anna"));
    }

    private void Fail(int times, string address, string name)
    {
        for (var i = 0; i < times; i++)
        {
            _limit.Failed(address, name);
        }
    }
}
