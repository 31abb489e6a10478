using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using TgWorker.Hosting;
using TgWorker.Hosting.Lifetime;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Hosting;

/// <summary>The worker and its features in a host of your own.</summary>
public sealed class LibraryHostTests
{
    [Fact]
    public async Task Configuration_Wrong_IsALineForEachMistakeAndExitCode2()
    {
        using var run = new HostRun(
            ("TgWorker:Worker:Concurrency", "0"),
            ("TgWorker:Queue:Lesae", "3"),
            ("TelegramBots:main:Token", "hunter2"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));
        run.Builder.AddTgWorker().OnFallback(() => { });
        run.Builder.AddTgWorkerLogging();
        run.Builder.AddTgWorkerSystemd();
        run.Builder.AddTgWorkerHealth();
        run.Builder.AddTgWorkerOtlp();
        run.Builder.AddTgWorkerPrometheus();

        Assert.Equal(ExitCode.Usage, await run.RunAsync());

        Assert.Null(run.Options);
        Assert.Equal(
            [
                "TelegramBots:main:Token: *** is not a bot token: copy it from BotFather; it looks like 123456:ABC-DEF",
                "TgWorker:Queue:Lesae: is not a setting. Did you mean TgWorker:Queue:Lease?",
                "TgWorker:Worker:Concurrency: '0' is not a whole number from 1 to 10000",
            ],
            run.Of(LogLevel.Critical).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Health:Port", "9101", "call builder.AddTgWorkerHealth(), or take it out")]
    [InlineData("Health:Metrics", "true", "call builder.AddTgWorkerPrometheus(), or take it out")]
    [InlineData("Notify:Webhook", "http://localhost/hunter2", "call builder.AddTgWorkerNotifications(), or take it out")]
    [InlineData("Forward:To", "http://localhost/hunter2", "call builder.AddTgWorkerForwarding(), or take it out")]
    [InlineData("Log:Level", "debug", "call builder.AddTgWorkerLogging(), or take it out")]
    [InlineData("Handler:Use", "log", "where code says what handles the updates: take it out")]
    public async Task Setting_OfAFeatureThatTheHostDoesNotHave_IsRefused(string setting, string value, string wayOut)
    {
        using var run = new HostRun(($"TgWorker:{setting}", value));
        run.Builder.AddTgWorker().OnFallback(() => { });

        Assert.Equal(ExitCode.Usage, await run.RunAsync());

        var problem = Assert.Single(run.Of(LogLevel.Critical));
        Assert.StartsWith($"TgWorker:{setting}: has no effect in ", problem, StringComparison.Ordinal);
        Assert.EndsWith(wayOut, problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_SetByCode_WinOverTheConfigurationAndSeeIt()
    {
        using var run = new HostRun(("TgWorker:Worker:Concurrency", "8"), ("TgWorker:Retry:Tries", "7"));
        run.Builder.AddTgWorker(options => options.Worker.Concurrency *= 2).OnFallback(() => { });

        Assert.Equal(ExitCode.Done, await run.RunAsync());

        Assert.Equal((16, 7), (run.Options!.Worker.Concurrency, run.Options.Worker.Retry.Tries));
    }

    [Fact]
    public async Task Health_AddedAfterTheWorker_AnswersWhileItWorks()
    {
        var port = LoopbackPort.FindFree();
        using var run = new HostRun(("TgWorker:Health:Port", $"{port}"));
        run.Builder.AddTgWorker().OnFallback(() => { });
        run.Builder.AddTgWorkerPrometheus();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var answers = new List<string>();
        run.AtWork = async () =>
        {
            foreach (var (method, path) in new[] { ("GET", "/health/live"), ("HEAD", "/health/live"), ("GET", "/health/ready"),
                ("POST", "/health/live"), ("GET", "/"), ("GET", "/metrics") })
            {
                using var answer = await http.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
                answers.Add($"{method} {path} {(int)answer.StatusCode} {answer.Content.Headers.ContentType?.MediaType}");
            }
        };

        Assert.Equal(ExitCode.Done, await run.RunAsync());

        Assert.Equal(
            [
                "GET /health/live 200 application/json", "HEAD /health/live 200 application/json", "GET /health/ready 503 application/json",
                "POST /health/live 405 ", "GET / 404 ", "GET /metrics 200 text/plain",
            ],
            answers);
    }

    [Fact]
    public async Task HealthPort_Taken_IsOneLineAndExitCode1()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var run = new HostRun(("TgWorker:Health:Port", $"{port}"));
        run.Builder.AddTgWorker().OnFallback(() => { });
        run.Builder.AddTgWorkerHealth();

        Assert.Equal(ExitCode.Failed, await run.RunAsync());

        Assert.Null(run.Options);
        Assert.Equal(
            $"The health port cannot be opened on 127.0.0.1:{port}: another program has it. Give another --health-port "
                + $"(Health:Port), 0 for none",
            Assert.Single(run.Of(LogLevel.Critical)));
    }

    [Fact]
    public async Task Routes_Wrong_AreALineInTheLogAndExitCode2()
    {
        using var run = new HostRun();
        var updates = run.Builder.AddTgWorker();
        updates.OnText((UnknownService service) => Assert.NotNull(service));

        Assert.Equal(ExitCode.Usage, await run.RunAsync());

        Assert.Contains(nameof(UnknownService), Assert.Single(run.Of(LogLevel.Critical)), StringComparison.Ordinal);
    }

    private sealed record UnknownService;
}
