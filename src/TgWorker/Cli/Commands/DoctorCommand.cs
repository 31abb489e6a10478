using System.CommandLine;
using System.Text.Json;
using TgWorker.Hosting.Configuration;
using TgWorker.Hosting.Lifetime;
using TgWorker.Laravel.Envelopes;
using TgWorker.Redis.Diagnosing;
using TgWorker.Redis.Diagnosing.Doctor;
using TgWorker.Sqlite.Diagnosing;

namespace TgWorker.Cli.Commands;

/// <summary><c>tgworker doctor</c>: says what is wrong with this configuration and its Redis, and what to do about it.</summary>
internal static class DoctorCommand
{
    public static Command Create(OptionsReader options, CommandContext context)
    {
        var json = new Option<bool>("--json") { Description = "JSON for programs" };
        var command = new Command("doctor", "Find what is wrong and say how to fix it; exits with 1 if something is wrong") { json };
        command.SetAction((parsed, cancel) => RunAsync(options.Read(parsed), parsed.GetValue(json), context, cancel));
        return command;
    }

    private static async Task<int> RunAsync(TgWorkerOptions? options, bool json, CommandContext context, CancellationToken cancel)
    {
        if (options is null)
        {
            return ExitCode.Usage;
        }

        var reader = new EnvelopeReader(options.Queue.Envelopes(options.Laravel));
        var findings = new List<Finding>();
        foreach (var name in options.Sqlite.File is null ? [] : options.Queue.Names)
        {
            var found = await SqliteDoctor.ExamineAsync(
                options.Sqlite.FileOf(name, options.Queue.Names), name, reader, context.Time, cancel);
            findings.AddRange(found.Select(finding => new Finding(finding.Check, finding.Thing, finding.Seen, finding.Advice)));
        }

        foreach (var server in options.Sqlite.File is null ? options.Queue.Names.GroupBy(options.RedisOf) : [])
        {
            var queues = server.Select(name => options.Queue.For(name, options.Prefix, options.Laravel, options.Horizon)).ToList();
            findings.AddRange(await RedisDoctor.ExamineAsync(server.Key, queues, reader, context.Time, cancel));
        }

        if (options.Handler == HandlerKind.Forward && options.Forward.To is { } endpoint
            && await EndpointCheck.WhyNotAsync(endpoint, context.Time, cancel) is { } reason)
        {
            findings.Add(new Finding(
                "forward", endpoint.GetLeftPart(UriPartial.Authority), $"nobody answers there: {reason}",
                "start the endpoint, or correct Forward:To (--forward-to)"));
        }

        findings.AddRange(await IntakeCheck.ExamineAsync(options, context, cancel));
        if (json)
        {
            await context.Out.WriteLineAsync(JsonText.ListOf(findings, Write));
        }
        else
        {
            Write(findings, options, context.Out);
        }

        return findings.TrueForAll(finding => finding.IsNote) ? ExitCode.Done : ExitCode.Failed;
    }

    private static void Write(List<Finding> findings, TgWorkerOptions options, TextWriter output)
    {
        foreach (var finding in findings)
        {
            output.WriteLine(TerminalText.Escape($"{finding.Check}: {finding.Thing}"));
            output.WriteLine(TerminalText.Escape($"  seen: {finding.Seen}"));
            if (finding.Advice.Length > 0)
            {
                output.WriteLine(TerminalText.Escape($"  do:   {finding.Advice}"));
            }

            output.WriteLine();
        }

        var notes = findings.Count(finding => finding.IsNote);
        if (notes == findings.Count && notes > 0)
        {
            output.WriteLine($"Nothing wrong was seen; {(notes == 1 ? "one note" : $"{notes} notes")} above.");
            return;
        }

        output.WriteLine(TerminalText.Escape((findings.Count - notes) switch
        {
            0 => $"Nothing is wrong with {string.Join(", ", options.Queue.Names.Select(options.PlaceOf).Distinct())}, queues "
                + $"{string.Join(", ", options.Queue.Names)}{Prefix(options)}.",
            1 => "1 thing is wrong.",
            var wrong => $"{wrong} things are wrong.",
        }));
    }

    private static string Prefix(TgWorkerOptions options) => options.Sqlite.File is null ? $", prefix '{options.Prefix}'" : "";

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("check", finding.Check);
        json.WriteString("thing", finding.Thing);
        json.WriteString("seen", finding.Seen);
        json.WriteString("advice", finding.Advice);
        json.WriteBoolean("note", finding.IsNote);
        json.WriteEndObject();
    }
}
