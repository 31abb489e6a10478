namespace TgWorker.Cli.Commands.Chats;

/// <summary>What a command did to a chat.</summary>
/// <param name="What">The deed, for programs.</param>
/// <param name="Done">Whether something was done.</param>
/// <param name="Text">The same for people.</param>
internal sealed record ChatAnswer(string What, bool Done, string Text)
{
    /// <summary>The failed job that came of it.</summary>
    public string? FailedJob { get; init; }

    public void Write(string queue, string lane, bool json, CommandContext context)
    {
        if (!json)
        {
            context.Out.WriteLine(TerminalText.Escape($"{lane} of {queue}: {Text}"));
            return;
        }

        context.Out.WriteLine(JsonText.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("queue", queue);
            writer.WriteString("lane", lane);
            writer.WriteBoolean(What, Done);
            writer.WriteString("text", Text);
            if (FailedJob is not null)
            {
                writer.WriteString("failed_job", FailedJob);
            }

            writer.WriteEndObject();
        }));
    }
}
