using TgWorker.Core.Text;

namespace TgWorker.Core.Tests.Text;

public class ExceptionTextTests
{
    [Fact]
    public void Of_AnException_IsItsShortTypeAndMessage() =>
        Assert.Equal("InvalidOperationException: no", ExceptionText.Of(new InvalidOperationException("no")));

    [Fact]
    public void Of_AMessageThatForgesALine_IsOneLine() => Assert.Equal(
        "InvalidOperationException: no\\nwarn: TgWorker[1]\\x1b[31m",
        ExceptionText.Of(new InvalidOperationException("no\nwarn: TgWorker[1]\u001b[31m")));

    [Fact]
    public void Of_ALongMessage_IsCut() =>
        Assert.Equal(1024, ExceptionText.Of(new InvalidOperationException(new string('x', 5000))).Length);

    [Fact]
    public void Of_AMessageThatThrows_SaysSo() =>
        Assert.Equal("HostileException: its message cannot be read", ExceptionText.Of(new HostileException()));

    [Fact]
    public void DetailOf_AThrownException_HasTypeMessageAndStack()
    {
        var lines = ExceptionText.DetailOf(Thrown(() => throw new InvalidOperationException("a\nb"))).Split('\n');

        Assert.Equal("System.InvalidOperationException: a\\nb", lines[0]);
        Assert.Contains(nameof(DetailOf_AThrownException_HasTypeMessageAndStack), lines[1], StringComparison.Ordinal);
        Assert.StartsWith("   at ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void DetailOf_AnExceptionWithACause_HasTheCauseFirst()
    {
        var detail = ExceptionText.DetailOf(
            Thrown(() => throw new InvalidOperationException("outer", Thrown(() => throw new IOException("inner")))));

        Assert.StartsWith(
            "System.InvalidOperationException: outer\n ---> System.IO.IOException: inner\n   at ", detail, StringComparison.Ordinal);
        Assert.Contains("\n   --- End of inner exception stack trace ---\n   at ", detail, StringComparison.Ordinal);
    }

    [Fact]
    public void DetailOf_EndlessCausesAndLongMessages_IsOfAtMost4096Characters()
    {
        Exception exception = new InvalidOperationException(new string('\n', 5000));
        for (var i = 0; i < 10_000; i++)
        {
            exception = new InvalidOperationException(new string('x', 500), exception);
        }

        Assert.Equal(4096, ExceptionText.DetailOf(exception).Length);
    }

    [Fact]
    public void DetailOf_MembersThatThrow_SaysWhatIsLeft() =>
        Assert.Equal($"{typeof(HostileException).FullName}: its message cannot be read", ExceptionText.DetailOf(new HostileException()));

    [Fact]
    public void ForLog_AnOrdinaryException_IsItself()
    {
        var exception = Thrown(() => throw new InvalidOperationException("outer 👋", Thrown(() => throw new IOException("inner"))));

        Assert.Same(exception, ExceptionText.ForLog(exception));
    }

    [Theory]
    [InlineData("a\nwarn: TgWorker[1] all is well")]
    [InlineData("a\r   at nowhere")]
    [InlineData("a\u202eb")]
    [InlineData("\u001b[2J")]
    [InlineData("a\u2028b")]
    public void ForLog_AMessageThatCouldForgeALine_IsOneThatSaysTheSameEscaped(string message)
    {
        var exception = Thrown(() => throw new InvalidOperationException(message));

        var logged = ExceptionText.ForLog(exception);

        Assert.Equal(ExceptionText.Of(exception), logged.Message);
        Assert.Equal(ExceptionText.DetailOf(exception), logged.ToString());
    }

    [Fact]
    public void ForLog_MembersThatThrow_IsOneThatDoesNot() =>
        Assert.Contains("its message cannot be read", ExceptionText.ForLog(new HostileException()).ToString(), StringComparison.Ordinal);

    [Fact]
    public void ForLog_AnExceptionOfAMegabyte_IsCut() =>
        Assert.Equal(1024, ExceptionText.ForLog(new InvalidOperationException(new string('x', 1 << 20))).Message.Length);

    private static Exception Thrown(Action action) => Assert.ThrowsAny<Exception>(action);

    private sealed class HostileException : Exception
    {
        public override string Message => throw new NotSupportedException("no message");

        public override string StackTrace => throw new NotSupportedException("no stack");

        public override string ToString() => throw new NotSupportedException("no text");
    }
}
