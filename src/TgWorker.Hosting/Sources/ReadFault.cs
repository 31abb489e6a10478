namespace TgWorker.Hosting.Sources;

/// <summary>Why a file cannot be read.</summary>
internal static class ReadFault
{
    public static string Of(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => "there is no such file",
        UnauthorizedAccessException => "the file cannot be read: you may not",
        FormatException => exception.Message,
        _ => "the file cannot be read",
    };
}
