using TgWorker.Cli.Commands.Broadcasts;

namespace TgWorker.Tests.Cli;

public sealed class AudienceFileTests
{
    [Theory]
    [InlineData("7\n\n-100123\n", "7 -100123")]
    [InlineData("\uFEFF7\r\n8", "7 8")]
    [InlineData("chat\n7\n8", "7 8")]
    [InlineData("name,chat_id\nAnn,7\n\"Bo, \"\"B\"\"\",8", "7[name=Ann] 8[name=Bo, \"B\"]")]
    [InlineData("who;name\n7;Ann", "7[name=Ann]")]
    [InlineData("chat\tname\tcity\n7\tAnn", "7[name=Ann,city=]")]
    public async Task Read_WhatPeopleWrite_IsRead(string text, string read)
    {
        var recipients = await File(text).ReadAsync(default).ToListAsync();

        Assert.Equal(read, string.Join(' ', recipients.Select(its => its.Values is null ? $"{its.Chat}"
            : $"{its.Chat}[{string.Join(',', its.Values.Select(pair => $"{pair.Key}={pair.Value}"))}]")));
    }

    [Theory]
    [InlineData("7\nabc", "a.csv line 2: 'abc' is not a chat id")]
    [InlineData("7\n0", "a.csv line 2: '0' is not a chat id")]
    [InlineData("7,8", "a.csv line 1 has 2 columns without names")]
    [InlineData("chat,name\n7,Ann,Bo", "a.csv line 2 has 3 columns, and the first line names 2")]
    [InlineData("@news\n7", "a.csv line 1: '@news' is not a chat id")] // These were taken for names of columns, and left out.
    [InlineData("99999999999999999999\n7", "a.csv line 1: '99999999999999999999' is not a chat id")]
    [InlineData("7,Ann\n8,Bo", "a.csv line 1 has 2 columns without names")]
    [InlineData("-100x;Ann\n8;Bo", "a.csv line 1 has 2 columns without names")]
    [InlineData("chat,name\n7,\"Ann\n8,Bo\"\n9,Cy", "a.csv line 2 has a quote that does not end on the line")]
    [InlineData("chat,name,name\n7,Ann,Bo", "a.csv line 1 names the column 'name' twice")]
    [InlineData("chat,name\n,Ann", "a.csv line 2: '' is not a chat id")]
    public async Task Read_WhatCannotBeRead_IsNamed(string text, string problem)
    {
        var refused = await Assert.ThrowsAsync<FormatException>(() => File(text).ReadAsync(default).ToListAsync().AsTask());

        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7", "")]
    [InlineData("", "")]
    [InlineData("name,chat\nAnn,7", "name")]
    public async Task Names_OfTheColumns_AreThoseBesideTheChat(string text, string names) =>
        Assert.Equal(names, string.Join(',', await File(text).ReadNamesAsync(default)));

    private static AudienceFile File(string text) => new("a.csv", () => new StringReader(text), hasHours: true);
}
