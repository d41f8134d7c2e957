using System.CommandLine;
using System.Globalization;
using CommunityHub.Exports;
using CommunityHub.Imports.Communities;

namespace CommunityHub.Web.Commands;

/// `-- export community SLUG --to FILE.zip` and `-- import community FILE.zip --as SLUG`
static class CommunityCommands
{
    public static Command MakeExport()
    {
        var slug = new Argument<string>("SLUG") { Description = "The community’s address: the last word of it." };
        var to = new Option<string?>("--to") { Description = "Into which file. Usual: SLUG and the day, in the folder one stands in." };
        var addresses = new Option<bool>("--with-addresses") { Description = "Members’ mail addresses too, so that the other site finds those who are there already. Keep such a file as you keep the addresses." };
        var community = new Command("community", "A community with all that was written in it, beside a running site too.") { slug, to, addresses };
        community.SetAction((read, cancel) => HubCommands.DoAsync(async () =>
        {
            await using var site = await SiteData.OpenAsync(toRead: true);
            using var progress = new ProgressLine();
            var (path, counts) = await site.Get<CommunityExport>().WriteAsync(
                read.GetRequiredValue(slug), read.GetValue(to), read.GetValue(addresses), step => progress.Show(step.What, step.Done), cancel);
            progress.End();
            Console.WriteLine(string.Create(CultureInfo.GetCultureInfo("en-GB"),
                $"Exported to {path}: {counts["discussions"]:N0} discussions with {counts["posts"]:N0} posts, {counts["hotseats"]:N0} hotseats, {counts["attachments"]:N0} files, {counts["people"]:N0} people by name."));
        }));
        return new Command("export", "Writes what others can take in.") { community };
    }

    public static Command MakeImport()
    {
        var file = new Argument<string>("FILE") { Description = "What export community wrote: one .zip." };
        var slug = new Option<string?>("--as") { Description = "The community’s address here: the last word of it. Usual: as it was." };
        var preview = new Option<bool>("--preview") { Description = "Writes nothing, and says what would come." };
        var community = new Command("community", "A community from another CommunityHub, all of it or nothing. Run again, it doubles nothing.") { file, slug, preview };
        community.SetAction((read, cancel) => HubCommands.DoAsync(async () =>
        {
            var isPreview = read.GetValue(preview);
            await using var site = await SiteData.OpenAsync(toRead: isPreview);
            using var progress = new ProgressLine();
            var report = await site.Get<CommunityImport>().RunAsync(read.GetRequiredValue(file), read.GetValue(slug), isPreview, step => progress.Show(step.What, step.Done), cancel);
            progress.End();
            foreach (var line in report.Lines()) Console.WriteLine(line);
            if (isPreview) Console.WriteLine("A preview: nothing was written.");
        }));
        return community;
    }
}
