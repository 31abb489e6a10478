using System.Globalization;
using StackExchange.Redis;
using TgWorker.TestSupport;
using TgWorker.TestSupport.Processes;
using TgWorker.TestSupport.Redis;

namespace TgWorker.Tests.Hosting;

/// <summary>The ways in which a Redis is deployed, with the real executable on real servers.</summary>
public sealed class DeploymentTests
{
    [Fact]
    public async Task Password_RightAndWrong_WorksAndSaysSo()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Password = "hunter2" });

        var right = await WorkerProcess.RunAsync("--handler", "none", "--stop-when-empty", "--redis", redis.Url);
        Assert.Equal(0, right.ExitCode);
        Assert.Contains($"at redis://127.0.0.1:{redis.Port}/0 (one server; no TLS, user default with password; StackExchange.Redis",
            right.Output, StringComparison.Ordinal);

        var wrong = await WorkerProcess.RunAsync("status", "--redis", $"redis://:hunter3@127.0.0.1:{redis.Port}");
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains($"tgworker: Redis at redis://127.0.0.1:{redis.Port}/0: it refused the user or password: correct REDIS_PASSWORD",
            wrong.Errors, StringComparison.Ordinal);
        Assert.Contains("tgworker: warning: --redis: has a password, which everybody on this machine can read", wrong.Errors,
            StringComparison.Ordinal);

        await using var worker = WorkerProcess.Start("--handler", "none", "--redis", $"redis://127.0.0.1:{redis.Port}");
        Assert.Contains("it wants a password, and none is given", await worker.WaitForOutputAsync("The queue is not available yet"),
            StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", right.Output + wrong.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AclUser_Named_Works()
    {
        await using var redis = await RedisServer.StartAsync(
            new RedisServerOptions { Arguments = ["--user", "worker", "on", ">secret", "~*", "&*", "+@all"] });

        var run = await WorkerProcess.RunAsync(
            "--handler", "none", "--stop-when-empty", "--redis", $"redis://worker:secret@127.0.0.1:{redis.Port}");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("user worker with password", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_SelfMadeCertificate_WorksWhereItIsTrusted()
    {
        using var files = new TlsFiles();
        var (port, arguments) = files.NewPort();
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true, Arguments = arguments });
        var url = string.Create(CultureInfo.InvariantCulture, $"rediss://localhost:{port}");

        await using var trusting = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["--handler", "none", "--stop-when-empty", "--redis", url],
            Environment = new Dictionary<string, string?> { ["SSL_CERT_FILE"] = files.Certificate },
        });
        Assert.Equal(0, await trusting.WaitForExitAsync());
        Assert.Contains(trusting.Output, line => line.Contains($"at {url}/0 (one server; TLS, user default", StringComparison.Ordinal));

        var doubting = await WorkerProcess.RunAsync("status", "--redis", url);
        Assert.Equal(1, doubting.ExitCode);
        Assert.Contains("its TLS certificate is not trusted", doubting.Errors, StringComparison.Ordinal);
        Assert.Contains("SSL_CERT_FILE", doubting.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cluster_ThreePrimaries_HandlesUpdatesOfAQueueInBracesAndRefusesOthers()
    {
        await using var cluster = await RedisCluster.StartAsync();
        string[] queue = ["--redis", cluster.Url, "--queue", "{telegram_updates}"];
        var directory = Directory.CreateTempSubdirectory("tgworker-cluster-");
        var files = Enumerable.Range(1, 30).Select(i => Path.Combine(directory.FullName, $"{i}.json")).ToList();
        for (var i = 0; i < files.Count; i++)
        {
            await File.WriteAllTextAsync(
                files[i], $$$"""{"update_id":{{{i + 1}}},"message":{"message_id":1,"date":1,"chat":{"id":{{{(i % 3) + 1}}},"type":"private"},"text":"x"}}""");
        }

        Assert.Equal("{telegram_updates}: 30 jobs pushed", (await WorkerProcess.RunAsync(["push", .. files, .. queue])).Output);
        directory.Delete(recursive: true);
        var run = await WorkerProcess.RunAsync(["--handler", "log", "--stop-when-empty", "--concurrency", "2", .. queue]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("(cluster; no TLS", run.Output, StringComparison.Ordinal);
        foreach (var chat in new[] { 1, 2, 3 })
        {
            var handled = run.Output.Split('\n').Where(line => line.Contains($"main:{chat}", StringComparison.Ordinal)).ToList();
            Assert.Equal(10, handled.Count);
        }

        var status = await WorkerProcess.RunAsync(["status", "--json", .. queue]);
        Assert.Contains("\"pending\":0,\"delayed\":0,\"in_lanes\":0", status.Output, StringComparison.Ordinal);

        var bare = await WorkerProcess.RunAsync("--handler", "none", "--redis", cluster.Url);
        Assert.Equal(2, bare.ExitCode);
        Assert.Contains("a queue's name must stand in braces, such as {telegram_updates}", bare.Output, StringComparison.Ordinal);
        Assert.Contains("cluster: telegram_updates\n", (await WorkerProcess.RunAsync("doctor", "--redis", cluster.Url)).Output,
            StringComparison.Ordinal);
        Assert.Equal(0, (await WorkerProcess.RunAsync(["doctor", .. queue])).ExitCode);
    }

    [Fact]
    public async Task TwoServers_AQueueOnEach_AreServedByOneProcess()
    {
        await using var first = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        await using var second = await RedisServer.StartAsync(new RedisServerOptions { AppendOnly = true });
        foreach (var (server, name) in new[] { (first, "a"), (second, "b") })
        {
            using var multiplexer = await ConnectionMultiplexer.ConnectAsync(server.Configuration);
            await multiplexer.GetDatabase().ListRightPushAsync($"laravel-database-queues:{name}", Fixtures.TgookEntry("01_text_private"));
        }

        var environment = new Dictionary<string, string?> { ["TGWORKER_Queue__Redis"] = $"{first.Url},{second.Url}" };
        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["--queue", "a,b", "--handler", "log", "--max-jobs", "2"], Environment = environment,
        });

        Assert.Equal(0, await worker.WaitForExitAsync());
        await using var doctor =
            WorkerProcess.Start(new WorkerProcessOptions { Arguments = ["doctor", "--queue", "a,b"], Environment = environment });
        Assert.Equal(0, await doctor.WaitForExitAsync());
    }

    [Fact]
    public async Task Sentinel_NobodyAnswers_IsSaidInOneLine()
    {
        await using var worker = WorkerProcess.Start(new WorkerProcessOptions
        {
            Arguments = ["status"],
            Environment = new Dictionary<string, string?> { ["TGWORKER_Redis__Sentinel"] = "mymaster@127.0.0.1:1" },
        });

        Assert.Equal(1, await worker.WaitForExitAsync());
        Assert.Contains("sentinel://mymaster@127.0.0.1:1/0", Assert.Single(worker.Errors), StringComparison.Ordinal);
    }
}
