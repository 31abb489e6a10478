using Microsoft.Extensions.Configuration;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Reading;
using TgWorker.Hosting.Settings;

namespace TgWorker.Bots.Tests.Sending;

public sealed class LimitSettingsTests
{
    public static TheoryData<string> Names => [.. typeof(OutgoingLimits).GetProperties().Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Limit_InTheConfiguration_IsASettingOfItsOwn(string name)
    {
        var path = $"Outgoing:Limits:{name}";
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { [$"TgWorker:{path}"] = "7" }).Build();
        var read = new SettingsRead();

        new SettingsReader([.. configuration.Providers], read).Read();
        var options = new TgWorkerOptions();
        SettingCatalog.Find(path)!.Apply(options, "7");

        Assert.Empty(read.Problems);
        Assert.Equal(7, typeof(OutgoingLimits).GetProperty(name)!.GetValue(options.Outgoing.Limits));
    }
}
