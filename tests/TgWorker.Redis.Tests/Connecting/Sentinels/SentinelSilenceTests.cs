using System.Net.Sockets;
using TgWorker.Redis.Connecting.Sentinels;
using TgWorker.Redis.Connecting.Wire;
using Xunit;

namespace TgWorker.Redis.Tests.Connecting.Sentinels;

public class SentinelSilenceTests
{
    private static readonly SentinelAddress Asked = SentinelAddress.Parse("mymaster@a,b:1");

    public static TheoryData<Exception?, string> Refusals => new()
    {
        { new SignInRefusedException(),
            "the Sentinel at b:1 refused the user or password: correct Redis:SentinelUser and Redis:SentinelPassword" },
        { new ErrorReplyException("NOAUTH Authentication required."),
            "the Sentinel at b:1 wants a password, and none is given: set Redis:SentinelPassword" },
        { new ErrorReplyException("NOPERM this user has no permissions"),
            "the user may not ask the Sentinel at b:1: give it the right to SENTINEL" },
        { new ErrorReplyException("ERR No such master with that name"),
            "the Sentinel at b:1 knows no primary 'mymaster': correct the name before the @" },
        { new ErrorReplyException("ERR unknown command 'SENTINEL'"), "what listens at b:1 is not a Sentinel: correct host and port" },
        { new InvalidDataException(), "what listens at b:1 is not a Sentinel: correct host and port" },
        { new SocketException((int)SocketError.HostNotFound),
            "no Sentinel answers at a:26379 (no answer yet), b:1 (the host name is not known): start the Sentinels, or "
                + "correct --sentinel" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Explain_SaysWhatIsWrongAndTheWayOut(Exception? problem, string expected) =>
        Assert.StartsWith(expected, SentinelSilence.Explain([(new("a", 26379), null), (new("b", 1), problem)], Asked).ToString(),
            StringComparison.Ordinal);
}
