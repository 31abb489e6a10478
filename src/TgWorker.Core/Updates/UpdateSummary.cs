using System.Globalization;
using TgWorker.Core.Jobs;
using TgWorker.Core.Text;

namespace TgWorker.Core.Updates;

/// <summary>What an update is, in a few words that tell nothing of what it says.</summary>
internal static class UpdateSummary
{
    private const int LongestKind = 40;

    /// <summary>Such as <c>message from 77, text of 12 characters</c>.</summary>
    public static string Of(Job job)
    {
        if (job.Problem is { } problem)
        {
            return "cannot be read: " + SafeText.Of(problem, 200);
        }

        var view = new UpdateView(job.Update);
        var summary = SafeText.Of(view.KindName ?? "unknown kind", LongestKind);
        if (view.UserId is { } user)
        {
            summary += string.Create(CultureInfo.InvariantCulture, $" from {user}");
        }

        return summary + Content(view);
    }

    private static string Content(UpdateView view) => view switch
    {
        { CallbackData: { } data } => ", data" + Length(data),
        { Query: { } query } => ", query" + Length(query),
        { MessageKind: MessageKind.Text, Text: { } text } => ", text" + Length(text),
        { MessageKind: not MessageKind.None, Text: { } caption } =>
            $", {FieldNames<MessageKind>.All.NameOf(view.MessageKind)} with a caption{Length(caption)}",
        { MessageKind: not MessageKind.None } => $", {FieldNames<MessageKind>.All.NameOf(view.MessageKind)}",
        _ => "",
    };

    private static string Length(string text) =>
        text.Length == 1 ? " of 1 character" : string.Create(CultureInfo.InvariantCulture, $" of {text.Length} characters");
}
