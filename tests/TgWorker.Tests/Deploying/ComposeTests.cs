using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Repository;
using TgWorker.Tests.Handlers;

namespace TgWorker.Tests.Deploying;

/// <summary>
/// deploy/compose/compose.yaml, as far as a machine without containers goes: the file is read as YAML, and each service's own command runs
/// with its own environment.
/// </summary>
public sealed partial class ComposeTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const string Secret = "compose-secret";

    [Fact]
    public async Task Services_WithTheirCommandsAndEnvironment_BringAnUpdateFromTheWebhookToTheEndpoint()
    {
        await using var endpoint = LoopbackEndpoint.Answering(204);
        var program = Path.Combine(AppContext.BaseDirectory, "tgworker");
        var hash = (await RunAsync("bash", "-c", $"echo long-password | {program} dashboard hash-password")).Trim();
        using var compose = await ReadAsync(new()
        {
            ["BOT_TOKEN"] = "1:token", ["SECRET_TOKEN"] = Secret, ["FORWARD_TO"] = endpoint.Url().ToString(),
            ["DASHBOARD_USER"] = $"ada:admin:{hash}",
        });
        var services = compose.RootElement.GetProperty("services");
        var (receiverPort, dashboardPort) = (LoopbackPort.FindFree(), LoopbackPort.FindFree());
        var prefix = redis.NewPrefix();

        await using var receiver = Start(services, "receiver", prefix, 9070, receiverPort);
        await using var dashboard = Start(services, "dashboard", prefix, 9080, dashboardPort);
        var replicas = services.GetProperty("worker").GetProperty("deploy").GetProperty("replicas").GetInt32();
        var workers = Enumerable.Range(0, replicas).Select(_ => Start(services, "worker", prefix, 0, 0)).ToList();
        await receiver.WaitForOutputAsync("accepts updates");
        await dashboard.WaitForOutputAsync("Dashboard at");

        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var webhook = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{receiverPort}/telegram/bot/webhook/main")
        {
            Content = new StringContent("""{"update_id":7,"message":{"message_id":1,"date":1,"chat":{"id":7,"type":"private"},"text":"x"}}"""),
            Headers = { { "X-Telegram-Bot-Api-Secret-Token", Secret } },
        };
        Assert.Equal(HttpStatusCode.OK, (await http.SendAsync(webhook)).StatusCode);
        var posted = await endpoint.NextAsync().WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal("main:7", posted.Headers["X-TgWorker-Lane"]);
        var page = await http.GetAsync(new Uri($"http://127.0.0.1:{dashboardPort}/"));
        Assert.InRange((int)page.StatusCode, 301, 401);

        Assert.Equal(2, replicas);
        foreach (var worker in workers)
        {
            await worker.DisposeAsync();
        }
    }

    [Fact]
    public async Task File_NamesEveryVariableInTheExample_AndEndsWithTheGracePeriodInMind()
    {
        var example = File.ReadLines(SourceTree.File("deploy", "compose", "example.env"))
            .Where(line => !line.StartsWith('#') && line.Contains('=', StringComparison.Ordinal))
            .Select(line => line.Split('=')[0]).ToHashSet();
        var used = Variables().Matches(await File.ReadAllTextAsync(SourceTree.File("deploy", "compose", "compose.yaml")))
            .Select(variable => variable.Groups["name"].Value).ToHashSet();
        using var compose = await ReadAsync(example.ToDictionary(name => name, _ => "x"));
        var services = compose.RootElement.GetProperty("services");

        Assert.Equal(used.Order(), example.Where(name => name != "COMPOSE_PROJECT_NAME").Order());
        Assert.Equal(["dashboard", "receiver", "redis", "worker"], services.EnumerateObject().Select(service => service.Name).Order());
        Assert.Equal("40s", services.GetProperty("worker").GetProperty("stop_grace_period").GetString());
        Assert.Equal("host.docker.internal:host-gateway", services.GetProperty("worker").GetProperty("extra_hosts")[0].GetString());
        Assert.All(["receiver", "dashboard"], name => Assert.StartsWith(
            "127.0.0.1:", services.GetProperty(name).GetProperty("ports")[0].GetString(), StringComparison.Ordinal));
    }

    private WorkerProcess Start(JsonElement services, string name, string prefix, int port, int freePort)
    {
        var service = services.GetProperty(name);
        var command = service.GetProperty("command").GetString()!;
        if (port != 0)
        {
            var listen = $"http://0.0.0.0:{port}";
            Assert.Contains(listen, command, StringComparison.Ordinal);
            command = command.Replace(
                listen, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{freePort}"), StringComparison.Ordinal);
        }

        var environment = service.GetProperty("environment").EnumerateObject()
            .ToDictionary(variable => variable.Name, variable => (string?)variable.Value.GetString());
        Assert.Equal("redis://redis:6379/0", environment["TGWORKER_Redis__Url"]);
        environment["TGWORKER_Redis__Url"] = redis.Url;
        environment["TGWORKER_Redis__Prefix"] = prefix;
        return WorkerProcess.Start(new WorkerProcessOptions { Arguments = command.Split(' '), Environment = environment });
    }

    // The variables are put in first, as compose does: an empty one that the file calls for is an error there.
    private static async Task<JsonDocument> ReadAsync(Dictionary<string, string> variables)
    {
        var text = Variables().Replace(
            await File.ReadAllTextAsync(SourceTree.File("deploy", "compose", "compose.yaml")),
            variable => variables[variable.Groups["name"].Value]);
        return JsonDocument.Parse(
            await RunAsync("python3", "-c", "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.argv[1])))", text));
    }

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)(?<must>:\?[^}]*)?\}")]
    private static partial Regex Variables();
}
