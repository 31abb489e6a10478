using TgWorker.Core.Queues;
using TgWorker.Sqlite.Diagnosing;
using TgWorker.Sqlite.Files;
using TgWorker.Testing.Conformance;
using Xunit;

namespace TgWorker.Sqlite.Tests.Files;

/// <summary>Files that are no queue, a newer one or a damaged one are said, and left as they are.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly ScratchFile _file = new();

    [Fact]
    public async Task Open_NewFile_HasALogAndIsNobodyElsesToRead()
    {
        await using var queue = await _file.OpenAsync();

        Assert.Equal("wal", await _file.AskAsync("PRAGMA journal_mode"));
        Assert.Equal((long)Schema.Version, await _file.AskAsync("PRAGMA user_version"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_file.Path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite));
        }
    }

    [Fact]
    public async Task Open_FileOfANewerProgram_IsRefusedWithTheWayOut()
    {
        await (await _file.OpenAsync()).DisposeAsync();
        await _file.AskAsync("PRAGMA user_version = 99");

        var refusal = await Assert.ThrowsAsync<QueueUnsupportedException>(() => _file.OpenAsync());

        Assert.Contains("a newer tgworker", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(99L, await _file.AskAsync("PRAGMA user_version"));
    }

    [Fact]
    public async Task Open_DatabaseOfSomethingElse_IsRefusedAndLeftAsItIs()
    {
        await _file.AskAsync("CREATE TABLE invoices (id INTEGER)");

        var refusal = await Assert.ThrowsAsync<QueueUnsupportedException>(() => _file.OpenAsync());

        Assert.Contains("belongs to something else", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("invoices", await _file.AskAsync("SELECT group_concat(name) FROM sqlite_schema"));
    }

    [Fact]
    public async Task Open_Folder_IsRefusedAndDoctorSaysSo()
    {
        Directory.CreateDirectory(_file.Path);
        try
        {
            var refusal = await Assert.ThrowsAsync<QueueUnsupportedException>(() => _file.OpenAsync());

            Assert.Contains("this is a folder", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(await ExamineAsync(_file.Path), finding => finding.Seen.Contains("this is a folder", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(_file.Path);
        }
    }

    [Fact]
    public async Task Doctor_FileThatIsNotThereYet_LooksAtItsFolder()
    {
        var missing = Path.Combine(_file.Path + "-missing", "queue.db");

        Assert.DoesNotContain(await ExamineAsync(_file.Path), finding => finding.Check == "file");
        var finding = Assert.Single(await ExamineAsync(missing), finding => finding.Check == "file");
        Assert.Contains("does not exist", finding.Seen, StringComparison.Ordinal);
        Assert.Equal(Path.GetDirectoryName(missing), finding.Thing);
    }

    [Fact]
    public async Task Open_FileThatIsNoDatabase_IsRefusedAndLeftAsItIs()
    {
        var text = new string('x', 10_000);
        await File.WriteAllTextAsync(_file.Path, text);

        var refusal = await Assert.ThrowsAsync<QueueUnsupportedException>(() => _file.OpenAsync());

        Assert.Contains("not a SQLite database", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(_file.Path));
    }

    [Fact]
    public async Task Open_DamagedFile_IsSaidAndLeftAsItIs()
    {
        await using (var queue = await _file.OpenAsync())
        {
            await queue.PushAsync(new byte[100], default);
        }

        // All but the header and the map behind it.
        var bytes = await File.ReadAllBytesAsync(_file.Path);
        Array.Fill(bytes, (byte)0xAA, 16_384, bytes.Length - 16_384);
        await File.WriteAllBytesAsync(_file.Path, bytes);

        var damaged = await Assert.ThrowsAsync<QueueUnsupportedException>(async () =>
        {
            await using var queue = await _file.OpenAsync();
            await queue.PushAsync(new byte[100], default);
            await (await queue.JoinAsync(default)).ClaimAsync(10, default);
        });

        Assert.Contains("damaged", damaged.Message, StringComparison.Ordinal);
        Assert.Contains(".recover", damaged.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_UnderAnotherName_IsRefused()
    {
        await (await _file.OpenAsync()).DisposeAsync();

        var refusal = await Assert.ThrowsAsync<QueueUnsupportedException>(() => _file.OpenAsync(new SqliteQueueOptions { Name = "other" }));

        Assert.Contains("'telegram_updates', not 'other'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_DirectoryThatIsNotThere_IsUnavailable()
        => await Assert.ThrowsAsync<QueueUnavailableException>(() => ScratchFile.OpenAsync(Path.Combine(_file.Path, "no", "bot.db")));

    [Theory]
    [InlineData("nfs4", true)]
    [InlineData("CIFS", true)]
    [InlineData("9p", true)]
    [InlineData("fuse.sshfs", true)]
    [InlineData("ext4", false)]
    [InlineData("tmpfs", false)]
    [InlineData("overlay", false)]
    public void IsNetwork_FileSystems_AreTold(string format, bool expected) => Assert.Equal(expected, FileSystems.IsNetwork(format));

    [Fact]
    public async Task Open_AfterTheMachineWasStartedAnew_LeasesHaveLapsedAndTheClockGoesOn()
    {
        await using (var queue = await _file.OpenAsync())
        {
            await queue.PushAsync(new byte[100], default);
            var session = await queue.JoinAsync(default);
            Assert.Single((await session.ClaimAsync(1, default)).Granted);
        }

        await _file.AskAsync("UPDATE queue SET machine_start = 'another', noted = noted + 3600000000");
        await using var again = await _file.OpenAsync();
        var heir = await again.JoinAsync(default);

        Assert.Equal(1, (await heir.RenewAsync(default)).Recovered);
        Assert.Equal(1, Assert.Single((await heir.ClaimAsync(1, default)).Granted).Lapses);
        Assert.True((await again.GetStatusAsync(default)).Workers.Single().LeaseLeft > TimeSpan.Zero);
    }

    private static Task<IReadOnlyList<SqliteFinding>> ExamineAsync(string path) =>
        SqliteDoctor.ExamineAsync(path, "q", new ConformanceJobReader(), TimeProvider.System, default);

    public void Dispose() => _file.Dispose();
}
