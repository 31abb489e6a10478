using System.Net;
using System.Security.Cryptography.X509Certificates;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.Intake.Webhooks;
using TgWorker.TestSupport.Waiting;

namespace TgWorker.Intake.Tests.Webhooks;

/// <summary>Setting, looking and deleting, where nothing is wrong.</summary>
public sealed class WebhookSetterTests : IAsyncLifetime
{
    private WebhookStage _stage = null!;

    public async Task InitializeAsync() => _stage = await WebhookStage.StartAsync();

    public Task DisposeAsync() => _stage.DisposeAsync().AsTask();

    [Fact]
    public async Task Set_WhereAllIsWell_IsSetAsWished_AndDelivers()
    {
        await _stage.ReceiveAsync();
        _stage.Network.Addresses = [.. _stage.Network.Addresses, IPAddress.IPv6Loopback]; // Nothing to Telegram, beside one of IPv4.
        _stage.Bot.AddMessage(1);
        var report = await _stage.SetAsync(_stage.Wish() with { MaxConnections = 7, AllowedUpdates = ["message", "message_reaction"] });

        Assert.True(report.IsDone);
        Assert.Equal(["pending"], report.Findings.Select(finding => finding.Check));
        Assert.Equal((_stage.Wish().Url.OriginalString, 7), (report.Info!.Url, report.Info.MaxConnections));
        Assert.Equal(["message", "message_reaction"], _stage.Bot.AllowedUpdates);
        Assert.Single(_stage.Queue.Batches); // The update; no probe.
    }

    [Fact]
    public async Task Set_SelfSignedAndUploaded_Delivers()
    {
        var folder = Directory.CreateTempSubdirectory("tgworker-webhook-");
        try
        {
            var (file, key) = (Path.Combine(folder.FullName, "webhook.crt"), Path.Combine(folder.FullName, "webhook.key"));
            Assert.True(SelfSignedCertificate.Ensure(file, key, StagedNetwork.Host, TimeProvider.System.GetUtcNow()));
            Assert.False(SelfSignedCertificate.Ensure(file, key, StagedNetwork.Host, TimeProvider.System.GetUtcNow()));
            var e = Assert.Throws<FormatException>(
                () => SelfSignedCertificate.Ensure(file, key, "other.example.org", TimeProvider.System.GetUtcNow()));
            Assert.Contains("is not a valid self-signed certificate for other.example.org", e.Message, StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
            }

            using var own = X509Certificate2.CreateFromPemFile(file, key);
            using var usable = X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pkcs12), null);
            await _stage.ReceiveAsync(usable, sendsChain: false);
            _stage.Bot.AddMessage(1);
            var report = await _stage.SetAsync(_stage.Wish() with { Certificate = CertificateFile.Read(file) });
            Assert.True(report is { IsDone: true, IsGood: true }, string.Join('\n', report.Findings));
            Assert.True(report.Info!.HasCertificate);
            Assert.Equal(0, _stage.Bot.Pending);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Certificate_WithItsKeyInTheFile_IsUploadedWithoutIt()
    {
        var folder = Directory.CreateTempSubdirectory("tgworker-webhook-");
        try
        {
            var file = Path.Combine(folder.FullName, "both.pem");
            using var made = TestAuthority.SelfSignedFor("x");
            await File.WriteAllTextAsync(file, made.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem() + "\n" + made.ExportCertificatePem());
            Assert.Equal(made.ExportCertificatePem() + "\n", CertificateFile.Read(file));
            await File.WriteAllTextAsync(file, "nothing");
            Assert.Contains("has no certificate in PEM", Assert.Throws<FormatException>(() => CertificateFile.Read(file)).Message,
                StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Set_AnErrorOfBefore_IsNoErrorOfNow()
    {
        await _stage.ReceiveAsync();
        await _stage.SetAsync(_stage.Wish());
        _stage.Queue.Push = () => Task.FromException(new Core.Queues.QueueUnavailableException("gone"));
        _stage.Bot.AddMessage(1);
        await Eventually.TrueAsync(() => _stage.Bot.Deliveries.Count > 0);
        _stage.Queue.Push = () => Task.CompletedTask;
        _stage.Time.Advance(TimeSpan.FromSeconds(10));
        await Eventually.EqualAsync(0, () => Task.FromResult(_stage.Bot.Pending));

        var report = await _stage.SetAsync(_stage.Wish());
        Assert.NotNull(report.Info!.Error);
        Assert.True(report is { IsDone: true, IsGood: true }, string.Join('\n', report.Findings));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pending_IsDroppedOnlyByWhoWasToldTheirNumber(bool yes)
    {
        await _stage.ReceiveAsync();
        for (var i = 0; i < 3; i++)
        {
            _stage.Bot.AddMessage(i);
        }

        long? asked = null;
        var report = await _stage.SetAsync(_stage.Wish() with { DropsPending = true }, count =>
        {
            asked = count;
            return yes;
        });
        Assert.Equal(3, asked);
        Assert.Equal(yes, report.IsDone);
        Assert.Equal(yes ? 0 : 3, _stage.Bot.Pending);
        Assert.Empty(_stage.Queue.Batches);
    }

    [Fact]
    public async Task Delete_KeepsWhatWaits_UnlessItIsToBeDropped()
    {
        await _stage.SetAsync(_stage.Wish() with { IsProbed = false });
        _stage.Bot.AddMessage(1);
        var remover = new WebhookRemover(_stage.Api);
        var kept = await remover.DeleteAsync(_stage.IntakeBot, false, _ => false, CancellationToken.None);
        Assert.Equal((true, 1), (kept.IsDone, _stage.Bot.Pending));
        Assert.Contains(kept.Findings, finding =>
            finding.Check == "before" && finding.Seen.Contains(StagedNetwork.Host, StringComparison.Ordinal));
        Assert.False((await remover.DeleteAsync(_stage.IntakeBot, true, _ => false, CancellationToken.None)).IsDone);
        Assert.True((await remover.DeleteAsync(_stage.IntakeBot, true, _ => true, CancellationToken.None)).IsDone);
        Assert.Equal(0, _stage.Bot.Pending);
    }

    [Fact]
    public async Task Info_WhileUpdatesPileUp_SaysHowLongTelegramKeepsThem()
    {
        await _stage.SetAsync(_stage.Wish() with { IsProbed = false });
        _stage.Telegrams.Port = TgWorker.TestSupport.Redis.LoopbackPort.FindFree();
        for (var i = 0; i < 200; i++)
        {
            _stage.Bot.AddMessage(i);
        }

        await Eventually.TrueAsync(() => _stage.Bot.Deliveries.Count > 0);
        var looking = new WebhookWatch(_stage.Api, _stage.Time).LookAsync(_stage.IntakeBot, CancellationToken.None);
        await Eventually.TrueAsync(
            () => _stage.Telegram.Calls[^1].Method == "getWebhookInfo" && _stage.Time.UntilNextTimer <= TimeSpan.FromSeconds(2));
        for (var i = 0; i < 100; i++)
        {
            _stage.Bot.AddMessage(i);
        }

        await Eventually.TrueAsync(() =>
        {
            _stage.Time.Advance(looking.IsCompleted ? TimeSpan.Zero : TimeSpan.FromSeconds(0.1));
            return looking.IsCompleted;
        });
        var report = await looking;
        Assert.Contains(report.Findings, finding => finding is { Level: FindingLevel.Error, Check: "delivery" });
        Assert.Contains(report.Findings, finding =>
            finding.Check == "pending" && finding.Seen.StartsWith("300 updates wait at Telegram, ", StringComparison.Ordinal)
            && finding.Seen.Contains("is full in", StringComparison.Ordinal));
    }
}
