using TgWorker.Core.Working;

namespace TgWorker.Core.Tests.Working;

public sealed class RunTokenTests : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly RunTokens _tokens;

    public RunTokenTests() => _tokens = new RunTokens(_end.Token);

    public void Dispose()
    {
        _tokens.Dispose();
        _end.Dispose();
    }

    [Fact]
    public async Task Cancel_DeliveryAtHand_EndsItAndNoneThatFollows()
    {
        var token = _tokens.Take();
        var first = token.Begin(7);

        Assert.True(token.Cancel(7, "ada"));
        Assert.False(token.Cancel(7, "bob"));
        await CancelledAsync(first);
        Assert.Equal("ada", token.CancelledBy);

        var second = token.Begin(8);
        Assert.Null(token.CancelledBy);
        Assert.False(second.IsCancellationRequested);
        Assert.False(token.Cancel(7, "ada"));
        Assert.False(second.IsCancellationRequested);
    }

    [Fact]
    public void Cancel_DeliveryThatHasEnded_ReachesNobody()
    {
        var token = _tokens.Take();
        token.Begin(7);
        _tokens.Return(token);

        Assert.False(token.Cancel(7, "ada"));
        Assert.Same(token, _tokens.Take());
        Assert.False(token.Cancel(7, "ada"));
        Assert.False(token.Begin(8).IsCancellationRequested);
    }

    [Fact]
    public void Cancel_BeforeAnythingBegan_ReachesNobody() => Assert.False(_tokens.Take().Cancel(0, "ada"));

    [Fact]
    public async Task Begin_TheEndOfAllIsThere_IsCancelledByNobody()
    {
        var (token, other) = (_tokens.Take(), _tokens.Take());
        var running = token.Begin(7);

        await _end.CancelAsync();

        Assert.True(running.IsCancellationRequested);
        Assert.True(other.Begin(8).IsCancellationRequested);
        Assert.Null(token.CancelledBy);
    }

    // A handler's callback that blocks must not hold up who cancels it, which renews the lease.
    [Fact]
    public void Cancel_HandlerBlocksInItsCallback_ReturnsAtOnce()
    {
        using var goOn = new ManualResetEventSlim();
        var token = _tokens.Take();
        using var registration = token.Begin(7).Register(goOn.Wait);

        Assert.True(token.Cancel(7, "ada"));

        goOn.Set();
    }

    private static async Task CancelledAsync(CancellationToken token) =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(TimeSpan.FromMinutes(1), token));
}
