namespace TgWorker.Redis.Connecting;

/// <summary>A secret that stands in a file of its own, where the list of processes and the environment do not show it.</summary>
internal static class SecretFile
{
    /// <summary>Reads the first line.</summary>
    /// <exception cref="FormatException">There is no such file, or nothing in it.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.ReadLines(path).FirstOrDefault() is { Length: > 0 } secret
                ? secret
                : throw new FormatException("names a file that is empty: put the password on its first line");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FormatException(
                exception is FileNotFoundException or DirectoryNotFoundException ? "names a file that does not exist"
                    : "names a file that cannot be read", exception);
        }
    }
}
