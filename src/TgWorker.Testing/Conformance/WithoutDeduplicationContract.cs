namespace TgWorker.Testing.Conformance;

/// <summary>A queue that is told not to look for duplicates.</summary>
internal sealed class WithoutDeduplicationContract(IQueueUnderTest underTest) : QueueContract(underTest)
{
    /// <inheritdoc />
    protected override QueueSettings Settings { get; } = new() { Deduplicate = false };

    [Rule]
    public async Task Duplicate_SameUpdateTwice_RunsTwice()
    {
        var session = await JoinAsync();
        await PushAsync(new("a", "first") { UpdateId = 7 }, new("a", "again") { UpdateId = 7 });

        Assert.Equal(["first", "again"], await RunAllAsync(session));
    }
}
