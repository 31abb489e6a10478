using Xunit;

namespace TgWorker.Redis.Tests.Diagnosing;

public sealed class LaneHeadsTests
{
    private const string UpdateOfChatOne = """{"update_id":1,"message":{"chat":{"id":1}}}""";

    [Theory]
    [InlineData("main:2 2", "its first update is not there any more", false)]
    [InlineData("main:2 1", "would sort its first update into :1", true)]
    public async Task LaneHead_NobodyCanFinish_IsFound(string job, string seen, bool isNote)
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.WorkerAsync("host:1:ab");
        await patient.Database.HashSetAsync(patient.Key + ":lanes", [new("main:2", Patient.Lane(0, 1, 1))]);
        await patient.Database.SortedSetAddAsync(patient.Key + ":ready", "main:2", 1);
        await patient.Database.HashSetAsync(patient.Key + ":jobs", job, UpdateOfChatOne);

        var finding = await patient.OnlyFindingAsync();
        Assert.Equal(("lane-heads", "main:2", isNote), (finding.Check, finding.Thing, finding.IsNote));
        Assert.Contains(seen, finding.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rights_UserWithoutScriptsAndInfo_AreSaid()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.ExecuteAsync("ACL", "SETUSER", "poor", "on", ">secret", "~*", "&*", "+@all", "-eval", "-info", "-config");

        var findings = await patient.ExamineAsync($"redis://poor:secret@127.0.0.1:{patient.Server.Port}");

        Assert.Equal(["CONFIG GET", "EVAL", "INFO"],
            findings.Where(finding => finding.Check == "rights").Select(finding => finding.Thing).Order());
        Assert.False(findings.Single(finding => finding.Thing == "EVAL").IsNote);
    }
}
