using Telegram.Bot.Types;

namespace TgWorker.Bots.Commands;

/// <summary>The commands that Telegram shows in some chats to users of a language.</summary>
/// <param name="Scope">Where; null is everywhere that has no list of its own.</param>
/// <param name="Language">The users' language; empty is all that have no list of their own.</param>
/// <param name="Commands">The commands, in the order of their routes.</param>
internal sealed record CommandList(BotCommandScope? Scope, string Language, IReadOnlyList<BotCommand> Commands);
