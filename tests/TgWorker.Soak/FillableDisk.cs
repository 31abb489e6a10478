using System.Diagnostics;

namespace TgWorker.Soak;

/// <summary>A small disk of its own that can be filled to its last byte: one in memory, or a directory that is named.</summary>
internal sealed class FillableDisk : IAsyncDisposable
{
    private const string Size = "256m";
    private const int Block = 1 << 20;

    private readonly bool _isMounted;
    private readonly string _ballast;

    private FillableDisk(DirectoryInfo directory, bool isMounted)
    {
        (Directory, _isMounted) = (directory, isMounted);
        _ballast = Path.Combine(directory.FullName, "ballast");
    }

    /// <summary>Where it is.</summary>
    public DirectoryInfo Directory { get; }

    /// <summary>Opens it.</summary>
    /// <param name="directory">A directory on a disk of its own; null for one in memory.</param>
    public static async Task<FillableDisk> OpenAsync(string? directory)
    {
        if (directory is not null)
        {
            return new FillableDisk(System.IO.Directory.CreateDirectory(directory), isMounted: false);
        }

        var place = System.IO.Directory.CreateTempSubdirectory("tgworker-disk-");
        if (await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Size}", "tmpfs", place.FullName) != 0)
        {
            throw new InvalidOperationException(
                "A disk in memory cannot be mounted: run as root, or give --disk DIRECTORY on a small disk of its own.");
        }

        return new FillableDisk(place, isMounted: true);
    }

    /// <summary>Takes every byte that is free.</summary>
    public void Fill()
    {
        using var file = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = Block; size > 0;)
        {
            try
            {
                file.Write(new byte[size]);
            }
            catch (IOException)
            {
                size /= 2;
            }
        }
    }

    /// <summary>Gives it all back.</summary>
    public void Empty() => File.Delete(_ballast);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Empty();
        if (_isMounted)
        {
            await RunAsync("umount", Directory.FullName);
            Directory.Delete();
        }
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
