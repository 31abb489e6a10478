using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using TgWorker.Intake.Listening;
using TgWorker.Intake.Tests.TestSupport;
using TgWorker.TestSupport.Time;

namespace TgWorker.Intake.Tests.Listening;

public sealed class ReloadedCertificateTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tgworker-certificate-");
    private readonly TestAuthority _authority = new();
    private readonly FakeTime _time = new();
    private readonly PollerHost.RecordedLog _log = new();
    private readonly LoggerFactory _loggers;
    private int _turn;

    public ReloadedCertificateTests() => _loggers = new LoggerFactory([_log]);

    private string File => Path.Combine(_folder.FullName, "live.pem");

    private string Key => Path.Combine(_folder.FullName, "live.key");

    public void Dispose()
    {
        _loggers.Dispose();
        _authority.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void Renewed_IsShownAtTheNextHandshake_FiveSecondsLaterAtTheMost()
    {
        var certificate = Load("old.example.org");
        Write("new.example.org");
        Assert.Equal("CN=old.example.org", Shown(certificate)); // Looked a moment ago.
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("CN=new.example.org", Shown(certificate));
    }

    [Fact]
    public void Chain_IsSentWithIt()
    {
        var certificate = Load("a.example.org");
        Assert.Equal(["CN=Test Intermediate"],
            certificate.Options().ServerCertificateContext!.IntermediateCertificates.Select(one => one.Subject));
    }

    [Fact]
    public void Links_AsCertbotReplacesThem_AreFollowed()
    {
        Write("old.example.org");
        System.IO.File.Move(File, File + ".1");
        System.IO.File.CreateSymbolicLink(File, File + ".1");
        var certificate = New();
        Assert.Null(certificate.Load());
        Assert.Equal("CN=old.example.org", Shown(certificate));
        System.IO.File.Delete(File);
        Write("new.example.org");
        System.IO.File.Move(File, File + ".2");
        System.IO.File.CreateSymbolicLink(File, File + ".2");
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("CN=new.example.org", Shown(certificate));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no certificate")]
    public void Renewed_ButBroken_LeavesTheOldOne_AndSaysSoOnce(string text)
    {
        var certificate = Load("old.example.org");
        System.IO.File.WriteAllText(File, text);
        Touch();
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal("CN=old.example.org", Shown(certificate));
        }

        Assert.Single(_log.Lines, line => line.StartsWith("Error 607", StringComparison.Ordinal));
        Write("new.example.org");
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("CN=new.example.org", Shown(certificate));
    }

    [Fact]
    public void Key_ThatDoesNotFitYet_IsWaitedFor()
    {
        var certificate = Load("old.example.org");
        var before = System.IO.File.ReadAllText(Key);
        Write("new.example.org");
        var after = System.IO.File.ReadAllText(Key);
        System.IO.File.WriteAllText(Key, before);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("CN=old.example.org", Shown(certificate));
        System.IO.File.WriteAllText(Key, after);
        Touch();
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("CN=new.example.org", Shown(certificate));
    }

    [Fact]
    public void Files_ThatAreMissing_AreNamed() =>
        Assert.StartsWith($"The certificate '{File}' with the key '{Key}' cannot be used: ", New().Load(), StringComparison.Ordinal);

    private ReloadedCertificate Load(string host)
    {
        Write(host);
        var certificate = New();
        Assert.Null(certificate.Load());
        _time.Advance(TimeSpan.FromSeconds(6));
        Shown(certificate);
        return certificate;
    }

    private ReloadedCertificate New() => new(File, Key, _time, _loggers.CreateLogger<ReloadedCertificate>());

    private static string Shown(ReloadedCertificate certificate) =>
        certificate.Options().ServerCertificateContext!.TargetCertificate.Subject;

    private void Write(string host)
    {
        using var made = _authority.For(host);
        System.IO.File.WriteAllText(File, made.ExportCertificatePem() + "\n" + _authority.Intermediate.ExportCertificatePem());
        System.IO.File.WriteAllText(Key, made.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Touch();
    }

    // Each write at a time of its own, however coarse the file system's clock is.
    private void Touch()
    {
        var time = new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(++_turn);
        System.IO.File.SetLastWriteTimeUtc(File, time);
    }
}
