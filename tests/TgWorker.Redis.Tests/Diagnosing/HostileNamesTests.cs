using TgWorker.Redis.Diagnosing;
using Xunit;

namespace TgWorker.Redis.Tests.Diagnosing;

/// <summary>Advice is there to be pasted: names that strangers gave are one word to a shell wherever a command has them.</summary>
public sealed class HostileNamesTests
{
    private const string Hostile = "x$(reboot)'; id;'";

    [Fact]
    public async Task Advice_AboutAListElsewhere_HasItsNameAsWords()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.ListRightPushAsync(Hostile + "_queues:" + Hostile, Patient.Update);

        var advice = (await patient.OnlyFindingAsync()).Advice;

        AssertQuoted(advice, Hostile + "_", Hostile);
    }

    [Fact]
    public async Task Advice_AboutAStrandedLane_HasItsNameAsAWord()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.HashSetAsync(patient.Key + ":lanes", [new("main:" + Hostile, Patient.Lane(0, 2, 1))]);

        var advice = (await patient.OnlyFindingAsync()).Advice;

        AssertQuoted(advice, "main:" + Hostile);
    }

    private static void AssertQuoted(string advice, params string[] names)
    {
        foreach (var name in names)
        {
            Assert.Contains(ShellWord.Of(name), advice, StringComparison.Ordinal);
            advice = advice.Replace(ShellWord.Of(name), "", StringComparison.Ordinal);
        }

        Assert.DoesNotContain("reboot", advice, StringComparison.Ordinal);
    }
}
