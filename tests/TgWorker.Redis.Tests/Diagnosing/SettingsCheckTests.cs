using Xunit;

namespace TgWorker.Redis.Tests.Diagnosing;

public sealed class SettingsCheckTests
{
    [Theory]
    [InlineData("order_by", "topic", "it orders its updates by 'topic', and this command by 'chat' (--order-by)")]
    [InlineData("app_key", "the key 0011223344556677",
        "it is read with the key 0011223344556677, and by this command with no key (Laravel:AppKey)")]
    [InlineData("app_key", "a\nb", "it is read with a\\nb, and by this command with no key")]
    public async Task Settings_NotThoseOfTheQueue_AreNoted(string setting, string kept, string seen)
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.HashSetAsync(patient.Key + ":settings", setting, kept);

        var finding = await patient.OnlyFindingAsync();

        Assert.Equal(("settings", "telegram_updates", true), (finding.Check, finding.Thing, finding.IsNote));
        Assert.StartsWith(seen, finding.Seen, StringComparison.Ordinal);
        Assert.Contains("tgworker drain", finding.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_ThoseOfTheQueue_AreFine()
    {
        await using var patient = await Patient.AdmitAsync();
        await patient.Database.HashSetAsync(patient.Key + ":settings", [new("order_by", "chat"), new("app_key", "no key")]);

        Assert.Empty(await patient.ExamineAsync());
    }
}
