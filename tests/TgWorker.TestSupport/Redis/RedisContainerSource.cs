using DotNet.Testcontainers.Builders;
using Testcontainers.Redis;

namespace TgWorker.TestSupport.Redis;

/// <summary>A server in a container, for machines with Docker and without <c>redis-server</c>.</summary>
internal sealed class RedisContainerSource(RedisContainer container) : IRedisSource
{
    public string Url => $"redis://{Configuration}";

    public string Configuration => container.GetConnectionString();

    /// <summary>A container, not yet started; null when no Docker answers.</summary>
    public static RedisContainerSource? Find()
    {
        try
        {
            return new RedisContainerSource(new RedisBuilder("redis:7-alpine").Build());
        }
        catch (DockerUnavailableException)
        {
            return null;
        }
    }

    public Task StartAsync() => container.StartAsync();

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
