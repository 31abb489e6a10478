using Garnet;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Conformance;

/// <summary>
/// A Garnet in this process, with what docs/compatibility.md says it needs: scripts, and each of them as one step
/// (<c>--lua-transaction-mode</c>).
/// </summary>
public sealed class GarnetFixture : IAsyncLifetime
{
    private readonly int _port = LoopbackPort.FindFree();
    private GarnetServer? _server;

    public string Url => $"redis://127.0.0.1:{_port}";

    public string Configuration => $"127.0.0.1:{_port}";

    public Task InitializeAsync()
    {
        _server = new GarnetServer(
        [
            "--bind", "127.0.0.1", "--port", $"{_port}", "--lua", "--lua-transaction-mode",
            "--memory", "128m", "--page", "4m", "--index", "1m", "-q",
        ]);
        _server.Start();
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _server?.Dispose();
        return Task.CompletedTask;
    }
}
