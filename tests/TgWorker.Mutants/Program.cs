using System.Globalization;
using TgWorker.Model.Comparing;
using TgWorker.TestSupport.Redis;
using TgWorker.TestSupport.Repository;

// Takes every guard out of the scripts, one at a time, and looks whether the comparison with the specification notices.
// Writes what it found to docs/mutants.md, and ends with 1 when it missed one.
// Arguments: how many sequences to try on each (3000), and of which scripts (all). What the page says of the others stays.

var sequences = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3000;
var all = Mutants.All;
var scripts = args.Skip(1).ToHashSet(StringComparer.Ordinal);
if (scripts.Except(all.Select(mutant => mutant.Script)).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"No mutant is of a script {unknown}.lua.");
    return 2;
}

var found = new List<(Mutant Mutant, Difference? Difference)>();
await using var server = await RedisServer.StartAsync();
await using var client = await RedisClient.ConnectAsync(server.Configuration);
foreach (var mutant in all.Where(mutant => scripts.Count == 0 || scripts.Contains(mutant.Script)))
{
    var comparison = await Comparison.CreateAsync(client.Database, $"mutant{found.Count}:", mutant);
    var difference = await comparison.FindShortestAsync(firstSeed: 0, sequences);
    found.Add((mutant, difference));
    Console.WriteLine($"{(difference is null ? "SURVIVED" : "killed")} {mutant.Script}: {mutant.Guard} {difference?.Seed}");
}

// Read only now: several of these may run side by side, on scripts of their own.
var page = SourceTree.File("docs", "mutants.md");
var report = MutantReport.Read(await File.ReadAllTextAsync(page));
found.ForEach(one => report.Add(one.Mutant, one.Difference));
await File.WriteAllTextAsync(page, report.ToMarkdown(all));
Console.WriteLine($"{report.Killed} of {all.Count} killed");
return report.Killed == all.Count ? 0 : 1;
