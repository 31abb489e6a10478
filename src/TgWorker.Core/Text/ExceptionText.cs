using System.Text;

namespace TgWorker.Core.Text;

/// <summary>
/// The one place where an exception becomes text: escaped, since messages quote what strangers wrote, and cut. Never throws, whatever
/// the exception does: its members are code of others.
/// </summary>
internal static class ExceptionText
{
    /// <summary>How many characters of a detail are kept. 4,096.</summary>
    public const int LongestDetail = 4096;

    private const int LongestMessage = SafeText.Longest;
    private const int LongestFrame = 512;

    // Deeper causes than this are as good as never there, and a chain may be made to be endless.
    private const int Deepest = 16;

    /// <summary>The error in a line: the type's short name and the message, at most 1,024 characters.</summary>
    public static string Of(Exception exception) => SafeText.Of($"{exception.GetType().Name}: {MessageOf(exception)}");

    /// <summary>
    /// Types, messages and stack traces, the innermost first as .NET shows them, a line each; at most 4,096 characters. What is cut off
    /// is the end: the frames furthest from the error.
    /// </summary>
    public static string DetailOf(Exception exception)
    {
        var detail = new StringBuilder();
        Append(detail, exception, "", Deepest);
        return detail.Length <= LongestDetail ? detail.ToString() : $"{detail.ToString(0, LongestDetail - 1)}…";
    }

    /// <summary>
    /// The exception to hand to a logger: itself where all it can say is fit to be shown, else one that says the same, escaped and cut.
    /// </summary>
    public static Exception ForLog(Exception exception)
    {
        try
        {
            return StackText.IsHarmless(exception.ToString()) && StackText.IsHarmless(exception.Message) ? exception
                : new EscapedException(exception);
        }
#pragma warning disable CA1031 // Code of others.
        catch
#pragma warning restore CA1031
        {
            return new EscapedException(exception);
        }
    }

    private static void Append(StringBuilder detail, Exception exception, string before, int depth)
    {
        AppendLine(detail, $"{before}{SafeText.Of($"{exception.GetType().FullName}: {MessageOf(exception)}", LongestMessage)}");
        if (depth > 0 && InnerOf(exception) is { } inner)
        {
            Append(detail, inner, " ---> ", depth - 1);
            AppendLine(detail, "   --- End of inner exception stack trace ---");
        }

        foreach (var frame in StackOf(exception).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (detail.Length > LongestDetail)
            {
                return;
            }

            AppendLine(detail, SafeText.Of(frame.TrimEnd('\r'), LongestFrame));
        }
    }

    private static void AppendLine(StringBuilder detail, string line) => detail.Append(detail.Length == 0 ? "" : "\n").Append(line);

    private static string MessageOf(Exception exception) =>
        Read(exception, static exception => exception.Message) ?? "its message cannot be read";

    private static string StackOf(Exception exception) => Read(exception, static exception => exception.StackTrace) ?? "";

    private static Exception? InnerOf(Exception exception) => exception.InnerException;

    private static string? Read(Exception exception, Func<Exception, string?> member)
    {
        try
        {
            return member(exception);
        }
#pragma warning disable CA1031 // Code of others.
        catch
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
