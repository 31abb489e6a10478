namespace TgWorker.TestSupport.Redis;

internal static class RedisMissing
{
    public const string Message =
        """
        These tests need a Redis server and found none. One of these gives them one:
          ./test.sh                       installs redis-server where it may
          apt-get install redis-server    (or dnf install redis, apk add redis, brew install redis)
          TGWORKER_TEST_REDIS=redis://127.0.0.1:6379   uses a server that runs (the tests keep to keys of their own;
                                          those that stop or freeze a server still need redis-server on the PATH)
        """;
}
