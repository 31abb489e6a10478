namespace TgWorker.Model.Comparing;

/// <summary>The guards that keep the chats of a paused bot waiting and bring them back, each with the change that takes it away.</summary>
internal static class BotPauseMutants
{
    /// <summary>All of them are noticed.</summary>
    public static IReadOnlyList<Mutant> All { get; } = [.. Common, .. Claiming, .. Settling, .. Operating];

    private static Mutant[] Common =>
    [
        new(Mutant.Prologue, "takes an ended pause of a bot for one that lasts", "if has_ended == '' then lasting", "if true then lasting"),
        new(Mutant.Prologue, "forgets that a bot is paused", "if has_ended == '' then lasting", "if false then lasting"),
        new(Mutant.Prologue, "takes a lane for a bot", "lane, '^[^:]*')", "lane, '.*')"),
        new(Mutant.Prologue, "tells of lanes that are set aside", " or tonumber(first[2]) >= aside then", " then"),
        new(Mutant.Prologue, "brings back what other pauses have set aside", "string.format('(%.0f', (number + 1) * aside)", "'+inf'"),
    ];

    private static Mutant[] Claiming =>
    [
        new("claim", "grants the lane of a paused bot", "    if number then\n", "    if false then\n"),
        new("claim", "leaves lanes of paused bots where it comes across them",
            "if #put_off > 0 then redis.call('ZADD', KEYS[3], unpack(put_off)) end", ""),
        new("claim", "sets all lanes aside at the first pause", "number * aside + now", "aside + now"),
        new("claim", "grants more lanes than there are slots while a bot is paused", "    elseif #lanes < slots then", "    else"),
        new("claim", "brings nothing back", "for _, pause in ipairs(ended) do", "for _, pause in ipairs({}) do"),
        new("claim", "brings back more than half of its slots", "math.max(1, math.floor(slots / 2))", "math.max(1, slots)"),
        new("claim", "grants what comes back beyond its slots", "      if #lanes < slots then", "      if true then"),
        new("claim", "leaves aside what it has no slot for",
            "if #back > 0 then redis.call('ZADD', KEYS[3], unpack(back)) end", ""),
        new("claim", "forgets a pause whose lanes are not back", "if #some < most then over", "if true then over"),
        new("claim", "never forgets a pause", "if #over > 0 then redis.call('HDEL', KEYS[9], unpack(over)) end", ""),
        new("claim", "says that nothing is due while lanes come back", "out[2] = more_back and 0 or", "out[2] ="),
        new("sort", "grants a new lane of a paused bot", " and not is_bot_paused(bot_paused, lane) then", " then"),
    ];

    private static Mutant[] Settling =>
    [
        new("finish", "hands on the next job of a paused bot", " and not is_bot_paused(bot_paused, lane) then", " then"),
        new("fail", "hands on the next job of a paused bot", " and not bot_paused and", " and"),
    ];

    private static Mutant[] Operating =>
    [
        new("pause_lane", "pauses a lane that is set aside for ever", "due < aside and due or now)", "due)"),
        new("pause_bot", "pauses a bot twice", "if lasts then return 0 end", ""),
        new("pause_bot", "gives two pauses one number", "while taken[number] do", "while false do"),
        new("pause_bot", "leaves behind what an ended pause has set aside", "if not number then\n  number = 1",
            "if true then\n  number = 1"),
        new("pause_bot", "pauses more bots than may be", "if number > tonumber(ARGV[2]) then return -1 end", ""),
        new("pause_bot", "does not pause", "redis.call('HSET', KEYS[1], bot, string.format('%.0f %.0f', number, now))", ""),
        new("continue_bot", "continues a bot that is not paused", "if not number or has_ended == ' ' then return 0 end",
            "if not number then return 0 end"),
        new("continue_bot", "brings nothing back", "if #back > 0 then redis.call('ZADD', KEYS[2], unpack(back)) end", ""),
        new("continue_bot", "forgets a pause whose lanes are not back", "if #lanes < tonumber(ARGV[2]) then", "if true then"),
        new("continue_bot", "keeps a pause whose lanes are back", "if #lanes < tonumber(ARGV[2]) then", "if false then"),
    ];
}
