using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using TgWorker.Bots;
using TgWorker.Bots.Routing;
using TgWorker.Core.Handling;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Handlers;
using TgWorker.Hosting.Lifetime;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker routes --handlers FILE.dll</c>: the routes of an assembly, and what is wrong with them. Asks no queue.</summary>
internal static class RoutesCommand
{
    public static Command Create(OptionsReader options, CommandContext context)
    {
        var handlers = new Option<string>("--handlers") { HelpName = "FILE", Description = "the .dll with the handlers", Required = true };
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var command = new Command(
            "routes", "List the routes of --handlers FILE.dll in the order in which they are tried") { handlers, json };
        command.SetAction((parsed, _) =>
            options.Read(parsed) is { } read ? RunAsync(read, parsed.GetValue(handlers)!, parsed.GetValue(json), context)
                : Task.FromResult(ExitCode.Usage));
        return command;
    }

    private static async Task<int> RunAsync(TgWorkerOptions options, string path, bool json, CommandContext context)
    {
        ServiceProvider provider;
        try
        {
            provider = HandlerServices.Build(path, options, context);
        }
        catch (HandlerAssemblyException e)
        {
            await context.Error.WriteLineAsync("tgworker: " + TerminalText.Escape(e.Message));
            return ExitCode.Usage;
        }

        await using var disposed = provider;
        if (provider.GetService<UpdateRoutes>() is not { } routes)
        {
            await context.Error.WriteLineAsync(
                $"tgworker: --handlers '{TerminalText.Escape(path)}' has one IUpdateHandler for everything, and no routes.");
            return ExitCode.Failed;
        }

        Write(routes.List(), json, context);
        foreach (var warning in RouteWarnings.Of(routes, options.Bots.Keys))
        {
            await context.Error.WriteLineAsync("tgworker: " + TerminalText.Escape(warning));
        }

        return await CheckAsync(provider, context);
    }

    private static async Task<int> CheckAsync(ServiceProvider provider, CommandContext context)
    {
        try
        {
            provider.GetRequiredService<IUpdateHandler>();
            return ExitCode.Done;
        }
        catch (InvalidRoutesException e)
        {
            foreach (var problem in e.Problems)
            {
                await context.Error.WriteLineAsync("tgworker: " + TerminalText.Escape(problem));
            }

            return ExitCode.Usage;
        }
    }

    private static void Write(IReadOnlyList<RouteInfo> routes, bool json, CommandContext context)
    {
        if (json)
        {
            context.Out.WriteLine(JsonText.ListOf(routes, (writer, route) =>
            {
                writer.WriteStartObject();
                writer.WriteString("name", route.Name);
                writer.WriteString("written", route.Written);
                writer.WriteStartArray("kinds");
                route.Kinds.ToList().ForEach(kind => writer.WriteStringValue(kind.ToString()));
                writer.WriteEndArray();
                writer.WriteString("handler", route.Handler);
                writer.WriteString("place", route.Place);
                writer.WriteEndObject();
            }));
            return;
        }

        var table = new Table().Border(TableBorder.None).AddColumns("NAME", "ROUTE", "PLACE");
        foreach (var route in routes)
        {
            table.AddRow(Cell(route.Name), Cell(route.Written == route.Name ? "" : route.Written),
                Cell(route.Place ?? route.Handler ?? ""));
        }

        TableWriter.Write(context, table);
    }

    private static Text Cell(string text) => new(TerminalText.Escape(text));
}
