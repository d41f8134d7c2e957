using CommunityHub;
using CommunityHub.Data;
using CommunityHub.RateLimits;
using CommunityHub.Search;
using Microsoft.Extensions.DependencyInjection;
using SearchBench;

// Search through the operation. README.md says how.
var what = args.ElementAtOrDefault(0);
if (what is not ("speed" or "twenty") || args.Length < 2) throw new InvalidOperationException("Say: speed FOLDER, speed CONNECTION, or twenty DUMP.");
var place = what is "twenty" ? Directory.CreateTempSubdirectory("twenty").FullName : args[1];
var services = new ServiceCollection().AddLogging();
if (place.Contains('=', StringComparison.Ordinal)) services.AddPostgresHub(place);
else services.AddSqliteHub(Path.Combine(place, "hub.db"));
await using var hub = services.AddHubOperations().BuildServiceProvider();
await hub.GetRequiredService<Microsoft.EntityFrameworkCore.IDbContextFactory<HubDb>>().MigrateAsync();
await hub.GetRequiredService<Reindexing>().RunWhereNeededAsync(Console.WriteLine);
hub.GetRequiredService<Limits>().AreOff = true;
if (what is "speed") await Speed.MeasureAsync(hub);
else await Twenty.TryAsync(hub, args[1], args.ElementAtOrDefault(2) ?? "twenty.tsv");
