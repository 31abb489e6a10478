using System.Diagnostics;
using System.Globalization;
using TgWorker.Model.Exploring;
using TgWorker.Model.Specification;
using Xunit;
using Xunit.Abstractions;

namespace TgWorker.Redis.Tests.Model;

/// <summary>The promises, in every state that a small world can reach.</summary>
public sealed class ExplorerTests(ITestOutputHelper output)
{
    /// <summary>
    /// Set to <c>processes,lanes,updates,names,late calls</c> (and <c>,states</c>: the most to look at) for a larger world than is looked
    /// at every time.
    /// </summary>
    private const string World = "TGWORKER_MODEL_WORLD";

    // A late call and its sender, two workers and an operator, two chats, and two workers with two chats.
    public static TheoryData<string> Worlds => Environment.GetEnvironmentVariable(World) is { Length: > 0 } world
        ? new TheoryData<string> { world }
        : new TheoryData<string> { "1,1,2,2,1", "2,1,2,3,0", "1,2,2,2,0", "2,2,2,3,0" };

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Specification_EveryStateOfASmallWorld_KeepsThePromises(string world)
    {
        var started = Stopwatch.GetTimestamp();
        var exploration = new Explorer(BoundsOf(world), threads: Environment.ProcessorCount).Run();

        output.WriteLine($"{exploration} in {Stopwatch.GetElapsedTime(started).TotalSeconds:N1} s");
        Assert.True(exploration.Broken is null, exploration.ToString());
        Assert.True(exploration.Complete);
    }

    [Fact]
    public void Specification_NearestStatesOfALargerWorld_KeepThePromises()
    {
        var exploration = new Explorer(new Bounds(Processes: 3, Lanes: 2, Updates: 4, Names: 5, LateCalls: 2) { States = 30_000 }).Run();

        output.WriteLine(exploration.ToString());
        Assert.True(exploration.Broken is null, exploration.ToString());
    }

    [Theory]
    [InlineData(nameof(Guard.Lease))]
    [InlineData(nameof(Guard.ListUnchanged))]
    [InlineData(nameof(Guard.HeadStays))]
    [InlineData(nameof(Guard.LaneEmpty))]
    [InlineData(nameof(Guard.LeavesReady))]
    [InlineData(nameof(Guard.Expiry))]
    [InlineData(nameof(Guard.KeepsKnown))]
    [InlineData(nameof(Guard.OldNameEnds))]
    [InlineData(nameof(Guard.FenceGrows))]
    [InlineData(nameof(Guard.RunningHeadStays))]
    public void Specification_WithoutAGuard_BreaksAPromise(string guard) => AssertBroken(Enum.Parse<Guard>(guard), SmallWorld);

    // One worker and an operator are enough, and the way is long.
    [Theory]
    [InlineData(nameof(Guard.HeadChecked))]
    [InlineData(nameof(Guard.NumbersStayUnused))]
    public void Specification_WithoutAGuardAgainstOperators_BreaksAPromise(string guard)
        => AssertBroken(Enum.Parse<Guard>(guard), SmallWorld with { Processes = 1, Names = 2, LateCalls = 0 });

    [Fact]
    public void Specification_WithoutTheTokenAndTheHolder_BreaksAPromise() => AssertBroken(Guard.Fence | Guard.Holder, SmallWorld);

    // As long as Redis loses nothing, each of these only does what another guard does too: the token and the set of held
    // lanes change together, and who has lost the right to sort finds that the list has changed.
    [Theory]
    [InlineData(nameof(Guard.Fence))]
    [InlineData(nameof(Guard.Holder))]
    [InlineData(nameof(Guard.RightToSort))]
    public void Specification_WithoutAGuardThatIsThereTwice_KeepsThePromises(string guard)
        => Assert.Null(new Explorer(SmallWorld with { Updates = 2, LateCalls = 0, Operators = false }, Enum.Parse<Guard>(guard)).Run()
            .Broken);

    private static Bounds SmallWorld => new(Processes: 2, Lanes: 1, Updates: 3, Names: 3, LateCalls: 1) { States = 400_000 };

    private void AssertBroken(Guard missing, Bounds bounds)
    {
        var exploration = new Explorer(bounds, missing).Run();

        output.WriteLine(exploration.ToString());
        Assert.NotNull(exploration.Broken);
    }

    private static Bounds BoundsOf(string text)
    {
        var numbers = Array.ConvertAll(text.Split(','), number => int.Parse(number, CultureInfo.InvariantCulture));
        return new Bounds(numbers[0], numbers[1], numbers[2], numbers[3],
            numbers[4]) { States = numbers.Length > 5 ? numbers[5] : int.MaxValue };
    }
}
