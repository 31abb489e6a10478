using System.Diagnostics;

namespace TgWorker.Tests.Cli;

/// <summary>The script for bash is run by bash; the others only have to be there, and to ask the program.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("tgworker fai", "failed")]
    [InlineData("tgworker failed retr", "retry")]
    [InlineData("tgworker completion f", "fish")]
    [InlineData("tgworker work --concurr", "--concurrency")]
    [InlineData("tgworker nothing-of-the-kind-", "")]
    public async Task Bash_AtTheCursor_CompletesWhatFits(string line, string completions)
    {
        Assert.Equal(0, await _run.RunAsync("completion", "bash"));
        var words = line.Split(' ');
        var start = new ProcessStartInfo("bash", ["-c", $"""
            {_run.Out}
            COMP_LINE='{line}' COMP_POINT={line.Length} COMP_CWORD={words.Length - 1}
            COMP_WORDS=('{AppContext.BaseDirectory}tgworker' {string.Join(' ', words.Skip(1).Select(word => $"'{word}'"))})
            _tgworker
            printf '%s\n' "${"{"}COMPREPLY[@]{"}"}" | sort | xargs
            """]) { RedirectStandardOutput = true };
        using var bash = Process.Start(start)!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();

        Assert.Equal(completions, output.Trim());
    }

    [Theory]
    [InlineData("zsh")]
    [InlineData("fish")]
    public async Task Others_AskTheProgram(string shell)
    {
        Assert.Equal(0, await _run.RunAsync("completion", shell));
        Assert.Contains("[suggest:", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownShell_IsRefusedWithThoseThatThereAre()
    {
        Assert.Equal(2, await _run.RunAsync("completion", "tcsh"));
        Assert.Contains("bash", _run.Error, StringComparison.Ordinal);
    }
}
