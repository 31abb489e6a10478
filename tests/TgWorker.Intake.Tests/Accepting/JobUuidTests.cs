using TgWorker.Intake.Accepting;

namespace TgWorker.Intake.Tests.Accepting;

public class JobUuidTests
{
    [Fact]
    public void New_IsRandomAndOfVersion4()
    {
        var some = Enumerable.Range(0, 1000).Select(_ => JobUuid.New()).ToList();
        Assert.Equal(1000, some.Distinct().Count());
        Assert.All(some, uuid => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", uuid.ToString()));
    }
}
