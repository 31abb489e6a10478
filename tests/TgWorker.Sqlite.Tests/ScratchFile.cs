namespace TgWorker.Sqlite.Tests;

/// <summary>A directory of a test's own, gone with all that is in it at the end.</summary>
internal sealed class ScratchFile : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tgworker-sqlite-");

    /// <summary>A file that is not there yet.</summary>
    public string Path => System.IO.Path.Combine(_directory.FullName, "bot.db");

    public void Dispose() => _directory.Delete(recursive: true);
}
