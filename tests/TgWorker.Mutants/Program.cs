using System.Globalization;
using TgWorker.Model.Comparing;
using TgWorker.Mutants;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Repository;

// Takes every guard out of the scripts, one at a time, and looks whether the comparison with the specification notices.
// Writes what it found to docs/mutants.md, and ends with 1 when it missed one.
// Argument: how many sequences to try on each (3000).

var sequences = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3000;
await using var server = await RedisServer.StartAsync();
await using var client = await RedisClient.ConnectAsync(server.Configuration);
var report = new MutantReport();
foreach (var mutant in Mutants.All)
{
    var comparison = await Comparison.CreateAsync(client.Database, $"mutant{report.Count}:", mutant);
    var difference = await comparison.FindShortestAsync(firstSeed: 0, sequences);
    report.Add(mutant, difference);
    Console.WriteLine($"{(difference is null ? "SURVIVED" : "killed")} {mutant.Script}: {mutant.Guard}");
}

await File.WriteAllTextAsync(SourceTree.File("docs", "mutants.md"), report.ToMarkdown());
Console.WriteLine($"{report.Killed} of {report.Count} killed");
return report.Killed == report.Count ? 0 : 1;
