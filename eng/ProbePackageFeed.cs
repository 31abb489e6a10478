using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.Build.Framework;

/// <summary>
/// Restores the probe project and remembers what came out: "full" when the feed has every package, "restricted" when it
/// says that one does not exist. Anything else, such as a feed that cannot be reached, is an error and not remembered.
/// </summary>
public class ProbePackageFeed : Microsoft.Build.Utilities.Task
{
    private const int TimeoutMilliseconds = 300_000;

    /// <summary>The project that references what only the full profile uses.</summary>
    [Required]
    public string Project { get; set; }

    /// <summary>Where the answer is remembered.</summary>
    [Required]
    public string Answer { get; set; }

    /// <summary>The sources given on the command line, if any.</summary>
    public string RestoreSources { get; set; }

    /// <summary>The configuration file given on the command line, if any.</summary>
    public string RestoreConfigFile { get; set; }

    public override bool Execute()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Answer));
        using (WaitForOtherBuilds())
        {
            return File.Exists(Answer) || Probe();
        }
    }

    private FileStream WaitForOtherBuilds()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(Answer + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.ElapsedMilliseconds < 2 * TimeoutMilliseconds)
            {
                Thread.Sleep(100);
            }
        }
    }

    private bool Probe()
    {
        var output = Restore(out var exitCode);
        var errors = Regex.Matches(output, @"error (?<code>[A-Z]+\d+): (?<text>[^\r\n]*)").Cast<Match>().ToList();
        if (exitCode == 0)
        {
            return Choose("full", "");
        }

        // NU1101: no such package. NU1102: no such version. NU1103: no such stable version.
        if (errors.Count > 0 && errors.All(error => Regex.IsMatch(error.Groups["code"].Value, "^NU110[123]$")))
        {
            var missing = errors.Select(error => Regex.Match(error.Groups["text"].Value, @"package (\S+?)\.?(\s|$)").Groups[1].Value);
            return Choose("restricted", ": the feed lacks " + string.Join(", ", missing.Distinct().OrderBy(name => name)));
        }

        var reason = errors.Count > 0 ? errors[0].Groups["code"].Value + ": " + errors[0].Groups["text"].Value : output.Trim();
        Log.LogError(
            "The package feed could not be asked which packages it has, so nothing was chosen; try again, or choose with "
            + "-p:PackageProfile=full or -p:PackageProfile=restricted. {0}",
            reason);
        return false;
    }

    private bool Choose(string profile, string because)
    {
        // Written aside and moved, as another build may read it at any moment.
        File.WriteAllText(Answer + ".new", profile);
        File.Move(Answer + ".new", Answer);
        Log.LogMessage(MessageImportance.High, "Package profile: {0}{1}", profile, because);
        return true;
    }

    private string Restore(out int exitCode)
    {
        var arguments = new List<string>
        {
            "restore", Project, "-nodeReuse:false", "-verbosity:quiet", "-p:PackageProfile=full",
            "-p:BaseIntermediateOutputPath=" + Path.Combine(Path.GetDirectoryName(Answer), "feed-probe/"),
        };
        Add("RestoreSources", RestoreSources);
        Add("RestoreConfigFile", RestoreConfigFile);
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            string.Join(" ", arguments.Select(argument => "\"" + argument + "\"")))
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(Project),
        };
        start.EnvironmentVariables["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using (var restore = Process.Start(start))
        {
            var output = restore.StandardOutput.ReadToEndAsync();
            var errors = restore.StandardError.ReadToEndAsync();
            if (!restore.WaitForExit(TimeoutMilliseconds))
            {
                restore.Kill();
                exitCode = -1;
                return "It did not answer within " + TimeoutMilliseconds / 1000 + " s.";
            }

            exitCode = restore.ExitCode;
            return output.Result + errors.Result;
        }

        void Add(string property, string value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                arguments.Add("-p:" + property + "=" + value.Replace(";", "%3B"));
            }
        }
    }
}
