using TgWorker.Model.Exploring;
using TgWorker.Model.Specification;
using Xunit;

namespace TgWorker.Redis.Tests.Model;

/// <summary>Worlds of the same form do the same: what the form leaves out does not matter.</summary>
public sealed class CanonicalFormTests
{
    private const int Walks = 40;
    private const int Steps = 80;

    [Theory]
    [InlineData(2, 2, 4, 3, 1)]
    [InlineData(3, 2, 4, 5, 2)]
    [InlineData(2, 3, 4, 4, 1)]
    public void Form_ReadBack_GoesWhereTheWorldGoes(int processes, int lanes, int updates, int names, int lateCalls)
    {
        var bounds = new Bounds(processes, lanes, updates, names, lateCalls);
        var (moves, rules, form) =
            (new Moves(bounds, Guard.None), new WorldRules(bounds, Guard.None), new CanonicalForm(bounds, Guard.None));
        for (var seed = 0; seed < Walks; seed++)
        {
            var (random, world) = (new Random(seed), new World(bounds));
            for (var step = 0; step < Steps; step++)
            {
                var forms = FormsOf(world);
                var there = forms.SelectMany(known => After(form.Read(known))).ToHashSet();
                var here = After(world).ToHashSet();
                Assert.Subset(there, here);
                // Where it is open which lane comes first, the world has made its choice.
                Assert.True(forms.Length > 1 || there.Count == here.Count);

                var ways = moves.In(world).ToArray();
                rules.Take(world, ways[random.Next(ways.Length)], out world);
            }
        }

        byte[][] FormsOf(World world) => [.. Enumerable.Range(0, form.Write(world)).Select(i => form[i].ToArray())];

        IEnumerable<string> After(World world)
        {
            foreach (var move in moves.In(world))
            {
                Assert.Null(rules.Take(world, move, out var next));
                foreach (var known in FormsOf(next))
                {
                    yield return Convert.ToHexString(known);
                }
            }
        }
    }

    [Fact]
    public void Form_OfWorldsThatDiffer_Differs()
    {
        var bounds = new Bounds(Processes: 1, Lanes: 1, Updates: 2, Names: 2, LateCalls: 0);
        var (moves, rules, form) =
            (new Moves(bounds, Guard.None), new WorldRules(bounds, Guard.None), new CanonicalForm(bounds, Guard.None));
        var start = new World(bounds);
        List<string> forms = [];
        foreach (var move in moves.In(start))
        {
            rules.Take(start, move, out var next);
            form.Write(next);
            forms.Add(Convert.ToHexString(form[0]));
        }

        Assert.Equal(["Join", "Push"], moves.In(start).Select(move => move.Step!.GetType().Name));
        Assert.Equal(2, forms.Distinct().Count());
    }
}
