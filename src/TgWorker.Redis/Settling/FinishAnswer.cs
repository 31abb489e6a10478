using System.Buffers.Binary;
using StackExchange.Redis;
using TgWorker.Core.Jobs;
using TgWorker.Redis.Granting;

namespace TgWorker.Redis.Settling;

/// <summary>What <c>finish.lua</c> answers unless the lease has lapsed; it is read lane by lane, in order.</summary>
internal sealed class FinishAnswer(RedisResult[] answer)
{
    private const int BeforePayloads = 3;

    private readonly byte[] _codes = (byte[])answer[0]!;
    private readonly long _lastFence = (long)answer[1];
    private readonly byte[] _numbers = (byte[])answer[2]!;
    private int _granted;

    /// <summary>Whether a lane's finish was accepted, and its next job if that was granted.</summary>
    public (bool Accepted, LaneHead? Next) Read(int i, string lane)
    {
        if (_codes[i] != '2')
        {
            return (_codes[i] == '1', null);
        }

        var number = (long)BinaryPrimitives.ReadDoubleLittleEndian(_numbers.AsSpan(_granted * sizeof(double)));
        var payload = answer.Length > BeforePayloads && (byte[]?)answer[BeforePayloads + _granted] is { } bytes
            ? PayloadLease.Own(bytes) : null;
        return (true, new LaneHead(lane, _lastFence + ++_granted, number, payload));
    }
}
