using StackExchange.Redis;
using TgWorker.Redis.Broadcasts;
using TgWorker.Redis.History;
using TgWorker.Redis.Intake;
using TgWorker.Redis.Scripting;
using TgWorker.Redis.Timers;
using TgWorker.TestSupport.Redis;
using Xunit;

namespace TgWorker.Redis.Tests.Scripting;

/// <summary>
/// Every script reads all its keys before its first write: with any of them of a foreign type it leaves the others as they were.
/// </summary>
public sealed class ForeignKeysTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private const string Everything =
        "local out = {} for _, key in ipairs(redis.call('KEYS', ARGV[1] .. '*')) do out[#out + 1] = key .. '=' .. redis.call('DUMP', "
            + "key) end table.sort(out) return table.concat(out)";

    public static TheoryData<string> Scripts => [.. ScriptCalls.All.Select(call => call.Name)];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Script_KeyOfAForeignType_ChangesNothing(string name)
    {
        var call = ScriptCalls.All.Single(its => its.Name == name);
        await using var multiplexer = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var database = multiplexer.GetDatabase();
        var untouched = new List<string>();
        for (var foreign = 0; foreign < call.Keys.Length; foreign++)
        {
            var prefix = redis.NewPrefix() + "q";
            await ScriptCalls.PrepareAsync(database, prefix);
            RedisKey[] keys = [.. call.Keys.Select(key => (RedisKey)(prefix + key))];
            await database.KeyDeleteAsync(keys[foreign]);
            await MakeForeignAsync(database, keys[foreign], call.Keys[foreign]);
            var before = (string)(await database.ScriptEvaluateAsync(Everything, values: [prefix]))!;

            try
            {
                await database.ScriptEvaluateAsync(call.Script.Text, keys, call.Values);
                untouched.Add(call.Keys[foreign]);
            }
            catch (RedisServerException exception)
            {
                Assert.Contains("WRONGTYPE", exception.Message, StringComparison.Ordinal);
                Assert.Equal(before, (string)(await database.ScriptEvaluateAsync(Everything, values: [prefix]))!);
            }
        }

        Assert.Equal(call.AnyType, untouched);
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Script_KeysAsTheyAre_WritesUnlessItOnlyReads(string name)
    {
        var call = ScriptCalls.All.Single(its => its.Name == name);
        await using var multiplexer = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var database = multiplexer.GetDatabase();
        var prefix = redis.NewPrefix() + "q";
        await ScriptCalls.PrepareAsync(database, prefix);
        var before = (string)(await database.ScriptEvaluateAsync(Everything, values: [prefix]))!;

        await database.ScriptEvaluateAsync(call.Script.Text, [.. call.Keys.Select(key => (RedisKey)(prefix + key))], call.Values);

        var after = (string)(await database.ScriptEvaluateAsync(Everything, values: [prefix]))!;
        Assert.Equal(call.OnlyReads, before == after);
    }

    /// <summary>
    /// On a cluster a key that is not declared may lie elsewhere. Whom Redis's rights keep from all others would be refused.
    /// </summary>
    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Script_NoRightToOtherKeys_RunsWithThoseItDeclares(string name)
    {
        var call = ScriptCalls.All.Single(its => its.Name == name);
        await using var multiplexer = await ConnectionMultiplexer.ConnectAsync(redis.Configuration);
        var database = multiplexer.GetDatabase();
        var prefix = redis.NewPrefix() + "q";
        await ScriptCalls.PrepareAsync(database, prefix);
        RedisKey[] keys = [.. call.Keys.Select(key => (RedisKey)(prefix + key))];
        var user = $"test-{Guid.NewGuid():N}";
        object[] rights = ["SETUSER", user, "on", ">secret", "+@all", "resetkeys", .. call.Keys.Select(key => $"~{prefix}{key}")];
        await database.ExecuteAsync("ACL", rights);
        try
        {
            var options = ConfigurationOptions.Parse(redis.Configuration);
            (options.User, options.Password) = (user, "secret");
            await using var limited = await ConnectionMultiplexer.ConnectAsync(options);

            await limited.GetDatabase().ScriptEvaluateAsync(call.Script.Text, keys, call.Values);
            if (keys.Length > 1)
            {
                RedisKey[] others = [.. keys[..^1], prefix + ":of-others"];
                await Assert.ThrowsAsync<RedisServerException>(() =>
                    limited.GetDatabase().ScriptEvaluateAsync(call.Script.Text, others, call.Values));
            }
        }
        finally
        {
            await database.ExecuteAsync("ACL", "DELUSER", user);
        }
    }

    [Fact]
    public void Scripts_AreAllLookedAt() => Assert.Equal(
        new[] { typeof(RedisScript), typeof(TimerScripts), typeof(IntakeScripts), typeof(BroadcastScripts), typeof(HistoryScripts) }
            .SelectMany(type => type.GetFields())
            .Select(field => field.GetValue(null)).OfType<RedisScript>().Select(script => script.Name).Order(),
        ScriptCalls.All.Select(call => call.Name).Order());

    // A list where none belongs, a set where one does.
    private static async Task MakeForeignAsync(IDatabase database, RedisKey key, string name)
    {
        await database.KeyDeleteAsync(key);
        if (name is "" or ":notify" or ":php" or ":php:notify")
        {
            await database.SetAddAsync(key, "x");
        }
        else
        {
            await database.ListRightPushAsync(key, "x");
        }
    }
}
