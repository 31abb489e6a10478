namespace TgWorker.Sqlite.Files;

/// <summary>What kind of disk a file is on.</summary>
internal static class FileSystems
{
    // On these, processes on several machines would take each other's locks for granted: SQLite's log needs memory that they share.
    private static readonly string[] Network =
    [
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "afpfs", "ncpfs", "9p", "ceph", "lustre", "gpfs", "glusterfs",
        "fuse.glusterfs",
        "fuse.sshfs", "fuse.s3fs", "fuse.rclone", "fuse.gcsfuse", "fuse.ceph", "webdav", "davfs",
    ];

    /// <summary>The disk that a file is on, or will be; null where the system does not tell.</summary>
    public static DriveInfo? Of(string path)
    {
        try
        {
            var full = Path.GetFullPath(path);
            return DriveInfo.GetDrives()
                .Where(drive => full.StartsWith(drive.RootDirectory.FullName, StringComparison.Ordinal))
                .MaxBy(drive => drive.RootDirectory.FullName.Length);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The name of the network file system that a file is on; null when it is on none.</summary>
    public static string? NetworkOf(string path) =>
        Of(path) is { IsReady: true } drive && IsNetwork(drive.DriveFormat) ? drive.DriveFormat : null;

    /// <summary>Whether a file system of this name is on another machine.</summary>
    public static bool IsNetwork(string format) => Network.Contains(format, StringComparer.OrdinalIgnoreCase);
}
