using StackExchange.Redis;
using TgWorker.Redis.Scripting;

namespace TgWorker.Redis.Tests.Scripting;

/// <summary>A call of a script that writes, on the queue that <see cref="ScriptCalls.PrepareAsync"/> makes.</summary>
/// <param name="Script">The script.</param>
/// <param name="Keys">Its keys, behind the list's.</param>
/// <param name="Values">Its arguments.</param>
internal sealed record ScriptCall(RedisScript Script, string[] Keys, RedisValue[] Values)
{
    public string Name => Script.Name;

    /// <summary>Keys whose type does not matter: the script only asks whether they are there, or gets over it.</summary>
    public string[] AnyType { get; init; } = [];

    /// <summary>Whether it writes nothing.</summary>
    public bool OnlyReads { get; init; }
}
