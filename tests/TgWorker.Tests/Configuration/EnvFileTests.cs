using TgWorker.Hosting.Sources;

namespace TgWorker.Tests.Configuration;

public sealed class EnvFileTests
{
    [Theory]
    [InlineData("A=1", "1")]
    [InlineData("A = 1 ", "1")]
    [InlineData("export A=1", "1")]
    [InlineData("A=", "")]
    [InlineData("A=\"\"", "")]
    [InlineData("A=null", "null")]
    [InlineData("A=x # comment", "x")]
    [InlineData("A=#", "")]
    [InlineData("A=pa#ss", "pa#ss")]
    [InlineData("A=My App", "My App")]
    [InlineData("A='a # b' # c", "a # b")]
    [InlineData("A='$x ${B} \\n'", "$x ${B} \\n")]
    [InlineData("A=\"a # b\"", "a # b")]
    [InlineData("A=\"q\\\"q \\\\ \\n \\$\"", "q\"q \\ \n $")]
    [InlineData("A=\"pa$word\"", "pa$word")]
    [InlineData("A=one=two", "one=two")]
    [InlineData("A=\"two\nlines\"", "two\nlines")]
    [InlineData("\uFEFFA=1", "1")]
    public void Read_OneValue_HasTheMeaningOfTheLine(string text, string expected) => Assert.Equal(expected, Read(text)["A"]);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Read_AnyLineEnd_SeparatesEntries(string lineEnd)
    {
        var values = Read(string.Join(lineEnd, "# first", "", "A=1", "  # second", "B=\"2\"", "C='3'", "D", "A=4"));

        Assert.Equal(["A=4", "B=2", "C=3"], values.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public void Read_Variables_AreTakenFromTheFileAndFirstFromTheProcess()
    {
        var values = EnvFile.Read("A=file\nB=${A}-x\nC=\"${OUT}/${A}\"\nD=${NONE}", name => name == "OUT" ? "process" : null);

        Assert.Equal("file-x", values["B"]);
        Assert.Equal("process/file", values["C"]);
        Assert.Equal("${NONE}", values["D"]);
    }

    [Theory]
    [InlineData("A=1\nB=\"hunter2", "line 2 has no closing quote")]
    [InlineData("A=1\n\nB='hunter2", "line 3 has no closing quote")]
    [InlineData("A=\"1\" hunter2", "line 1 has something after the closing quote")]
    [InlineData("hunter2 secret", "line 1 is not NAME=value")]
    [InlineData("A B=hunter2", "line 1 is not NAME=value")]
    public void Read_BrokenLine_IsNamedByItsNumberAlone(string text, string expected) =>
        Assert.Equal(expected, Assert.Throws<FormatException>(() => Read(text)).Message);

    private static IReadOnlyDictionary<string, string> Read(string text) => EnvFile.Read(text, _ => null);
}
