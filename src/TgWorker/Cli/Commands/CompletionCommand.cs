using System.CommandLine;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker completion bash|zsh|fish</c>: what a shell needs to complete commands and options.</summary>
internal static class CompletionCommand
{
    // The program itself says what fits, so a script stays right for every version: [suggest:POSITION] and the line without the program.
    private const string Bash = """
        # source <(tgworker completion bash), or for all: tgworker completion bash > /etc/bash_completion.d/tgworker
        _tgworker() {
          local line=${COMP_LINE:0:COMP_POINT}
          case $line in *[[:space:]]*) line=${line#*[[:space:]]};; *) line=;; esac
          COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _tgworker tgworker

        """;

    private const string Zsh = """
        #compdef tgworker
        # source <(tgworker completion zsh), or for all: tgworker completion zsh > /usr/local/share/zsh/site-functions/_tgworker
        _tgworker() {
          local line="${(j: :)words[2,CURRENT]}"
          local -a found
          found=(${(f)"$($words[1] "[suggest:${#line}]" "$line" 2>/dev/null)"})
          (( $#found )) && compadd -- $found || _files
        }
        compdef _tgworker tgworker

        """;

    private const string Fish = """
        # tgworker completion fish | source, or for all: tgworker completion fish > /etc/fish/completions/tgworker.fish
        function __tgworker_complete
          set -l line (commandline --cut-at-cursor --current-process | string replace --regex '^\s*\S+\s?' '')
          tgworker "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete --command tgworker --arguments '(__tgworker_complete)'

        """;

    private static readonly Dictionary<string, string> Scripts = new() { ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish };

    public static Command Create(CommandContext context)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        const string description = "Write a script that completes commands and options in a shell: source <(tgworker completion bash)";
        var command = new Command("completion", description) { shell };
        command.SetAction(async (parsed, _) =>
        {
            await context.Out.WriteAsync(Scripts[parsed.GetValue(shell)!].ReplaceLineEndings("\n"));
            return ExitCode.Done;
        });
        return command;
    }
}
