using System.CommandLine;
using System.Text;
using TgWorker.Dashboard.Configuration;
using TgWorker.Hosting;
using TgWorker.Hosting.Lifetime;
using TgWorker.Hosting.Reading;
using TgWorker.Working;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker dashboard</c>: pages for people.</summary>
internal static class DashboardCommand
{
    private const string DefaultUrl = "http://127.0.0.1:9080";
    private const int ShortestPassword = 8;

    public static Command Create(OptionsReader options, CommandContext context)
    {
        var command = new Command("dashboard", "Serve web pages that show and control the queues");
        command.SetAction((parsed, cancel) => RunAsync(() => options.Load(parsed, HostPlan.OfExecutable()), context, cancel));
        var hash = new Command("hash-password",
            "Print the hash of a password for --user; reads the password from the terminal or from a line of standard input");
        hash.SetAction(_ => HashPassword(context));
        command.Add(hash);
        return command;
    }

    private static async Task<int> RunAsync(Func<LoadedOptions> read, CommandContext context, CancellationToken cancel)
    {
        using var stop = new StopSignals(cancel);
        var loaded = read();
        if (loaded.Problems.Count > 0)
        {
            return ExitCode.Usage;
        }

        var dashboard = loaded.Options.Dashboard;
        dashboard.Listen ??= dashboard.Port > 0 ? null : DefaultUrl;
        try
        {
            return await IntakeHost.RunAsync(
                loaded, new CommandReload(read), context, builder => builder.AddTgWorkerDashboard(), stop.Token);
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    private static int HashPassword(CommandContext context)
    {
        var password = context.CanAsk ? ReadHidden(context) : context.In.ReadLine();
        if (password is null || password.Length < ShortestPassword)
        {
            context.Error.WriteLine($"tgworker: the password is shorter than {ShortestPassword} characters: choose a longer one.");
            return ExitCode.Usage;
        }

        context.Out.WriteLine(PasswordHash.Create(password));
        return ExitCode.Done;
    }

    private static string ReadHidden(CommandContext context)
    {
        context.Error.Write("Password: ");
        var password = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                password.Length = Math.Max(password.Length - 1, 0);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                password.Append(key.KeyChar);
            }
        }

        context.Error.WriteLine();
        return password.ToString();
    }
}
