using System.Text;
using CommunityHub.Imports.Communities;
using CommunityHub.Imports.Mail;
using CommunityHub.Imports.StackExchange;
using CommunityHub.People;
using CommunityHub.Tests.Exports;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Imports;

/// I19 and its like: files that somebody made to do harm, or that were damaged anywhere on their way.
public sealed class HostileImportTests() : ImportTest(new SqliteTestDatabase())
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_community_that_names_what_stands_here_already_touches_and_opens_nothing_of_it()
    {
        // What it aims at: a private community, its discussion, and people in it.
        var secret = await StartAsync(Cast.Private, Cast.Ada);
        var (slug, ada, gus) = (await SlugAsync(Cast.Private), await KeyOfAsync(Cast.Ada), await KeyOfAsync(Cast.Gus));
        var before = await RowsAsync(Hub, all: true);
        await using var from = await TestHub.EmptyAsync(new SqliteTestDatabase());
        await RichCommunity.MakeAsync(from);
        from.Clock.MoveTo(Hub.Now);
        using var file = await new ExportFile().WriteAsync(from, RichCommunity.Slug, withAddresses: true);
        var theirs = await from.LookAsync(async db => (
            Discussion: await db.Discussions.Where(d => d.Title == "Who keeps a list?").Select(d => d.PublicId).SingleAsync(),
            Ada: await db.People.Where(p => p.Name == CommunityHub.Data.Demo.DemoCast.Ada).Select(p => p.PublicId).SingleAsync()));
        var json = file.Json
            .Replace(theirs.Discussion, secret, StringComparison.Ordinal)
            .Replace("\"title\":\"The same again\"", $"\"title\":\"[@x](mention:{gus})\"", StringComparison.Ordinal)
            .Replace("\"text\":\"Of lists.\"", $"\"text\":\"[@x](mention:{gus}) /discussions/{secret}#post-1 /communities/{slug}\"", StringComparison.Ordinal)
            .Replace($"\"publicId\":\"{theirs.Ada}\"", $"\"publicId\":\"{ada}\"", StringComparison.Ordinal);
        file.Change(("community.json", Encoding.UTF8.GetBytes(json)));

        Assert.Contains("already", await RefusedAsync(() => Hub.Get<CommunityImport>().RunAsync(file.Path, slug, cancel: Stop)), StringComparison.Ordinal);
        await Hub.Get<CommunityImport>().RunAsync(file.Path, "moved-in", cancel: Stop);

        Assert.Equal(before, await RowsAsync(Hub, all: false));
        var community = await Hub.LookAsync(db => db.Communities.Where(c => c.Slug == "moved-in").Select(c => c.Id).SingleAsync());
        var people = await CastIdsAsync();
        // Nobody came into anything of what was here, and nobody who was here got a place, a role or words in what came.
        Assert.Equal(0, await Hub.LookAsync(db => db.Roles.CountAsync(r => r.CommunityId == community && people.Contains(r.PersonId))));
        Assert.Equal(0, await Hub.LookAsync(db => db.Posts.CountAsync(p => p.Discussion.CommunityId == community && people.Contains(p.PersonId))));
        Assert.Equal(0, await Hub.LookAsync(db => db.PostMentions.CountAsync(m => m.Post.Discussion.CommunityId == community && people.Contains(m.PersonId))));
        Assert.Equal(1, await Hub.LookAsync(db => db.Discussions.CountAsync(d => d.PublicId == secret)));
        var naming = await Hub.LookAsync(db => db.Posts.SingleAsync(p => p.Discussion.CommunityId == community && p.Text.Contains("@x")));
        Assert.DoesNotContain(gus, naming.Html, StringComparison.Ordinal); // whoever it names is a stranger's guess
    }

    [Fact]
    public async Task A_community_file_damaged_anywhere_comes_whole_or_is_refused_in_a_line()
    {
        await using var from = await TestHub.EmptyAsync(new SqliteTestDatabase());
        await RichCommunity.MakeAsync(from);
        using var file = await new ExportFile().WriteAsync(from, RichCommunity.Slug);
        var (whole, json) = (await File.ReadAllBytesAsync(file.Path, Stop), Encoding.UTF8.GetBytes(file.Json));
        await TryAsync(40, async (random, round) =>
        {
            await File.WriteAllBytesAsync(file.Path, round % 4 == 0 ? Damage(whole, random) : whole, Stop);
            if (round % 4 != 0) file.Change(("community.json", Damage(json, random)));
            await Hub.Get<CommunityImport>().RunAsync(file.Path, "moved-in", isPreview: true, cancel: Stop);
        });
    }

    [Fact]
    public async Task A_mailbox_damaged_anywhere_comes_or_is_refused_in_a_line()
    {
        const string quotedPrintable = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n";
        const string file = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\nContent-Transfer-Encoding: base64\n\nV29yZHM=";
        using var box = new Mailbox()
            .Mail("1", "Ann Smith <ann@canary.test>", Mailbox.Usual, "=?utf-8?B?R2xhemU=?=", "Words =C3=A9\n> quoted\n-- \nAnn", headers: quotedPrintable)
            .Mail("2", "bo@canary.test", Mailbox.Usual, "Re: Glaze", "<p>Words <b>here</b></p>", answers: "1", headers: "Content-Type: text/html\n")
            .Parts("3", "Notes", "\nSee.", file)
            .Write();
        var (whole, slug) = (await File.ReadAllBytesAsync(box.File, Stop), await SlugAsync(Cast.ByRequest));
        await TryAsync(80, async (random, _) =>
        {
            await File.WriteAllBytesAsync(box.File, Damage(whole, random), Stop);
            await Hub.Get<MailImport>().RunAsync(new MailChoices(box.File, slug, "Potters", IsPreview: true), cancel: Stop);
        });
    }

    [Fact]
    public async Task A_dump_damaged_anywhere_comes_or_is_refused_in_a_line_for_each_file()
    {
        using var dump = Dump.Small().Write();
        var (files, slug) = (Directory.GetFiles(dump.Folder).ToDictionary(path => path, File.ReadAllBytes), await SlugAsync(Cast.ByRequest));
        await TryAsync(60, async (random, _) =>
        {
            foreach (var (path, bytes) in files) await File.WriteAllBytesAsync(path, random.Next(3) == 0 ? Damage(bytes, random) : bytes, Stop);
            await Hub.Get<StackExchangeImport>().RunAsync(new ImportChoices(dump.Folder, slug, IsPreview: true), cancel: Stop);
        });
    }

    async Task TryAsync(int rounds, Func<Random, int, Task> import)
    {
        var (random, faults) = (new Random(19), new List<string>());
        for (var round = 0; round < rounds; round++)
        {
            var fault = await Record.ExceptionAsync(() => import(random, round));
            if (fault is not (null or RefusedException)) faults.Add($"Round {round}: {fault}");
            if (fault is RefusedException && fault.Message.Split('\n').Any(line => line.Length > 400)) faults.Add($"Round {round}: {fault.Message}");
        }
        Assert.True(faults.Count == 0, $"{faults.Count}:\n{string.Join('\n', faults.Take(3))}");
        Assert.Equal(0, await Hub.LookAsync(async db =>
            await db.Discussions.CountAsync() + await db.ImportSources.CountAsync() + await db.Attachments.CountAsync()));
    }

    // Cut off, a piece away, a piece twice, a few bytes otherwise, other numbers, deep brackets, signs that no text has.
    static byte[] Damage(byte[] whole, Random random)
    {
        var at = random.Next(whole.Length);
        var end = Math.Min(whole.Length, at + random.Next(1, 200));
        switch (random.Next(7))
        {
            case 0: return whole[..at];
            case 1: return [.. whole.AsSpan(0, at), .. whole.AsSpan(end)];
            case 2: return [.. whole.AsSpan(0, end), .. whole.AsSpan(at)];
            case 3:
                var bytes = whole.ToArray();
                for (var i = 0; i < 5; i++) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            case 4: return [.. whole.Select(one => one is >= (byte)'0' and <= (byte)'9' && random.Next(50) == 0 ? (byte)random.Next('0', '9' + 1) : one)];
            case 5: return [.. whole.AsSpan(0, at), .. Encoding.ASCII.GetBytes(new string("[{<(\"-"[random.Next(6)], 5_000)), .. whole.AsSpan(at)];
            default: return [.. whole.AsSpan(0, at), 0, 0xED, 0xA0, 0x80, 0xFF, .. "\n\r\u2028&#0;&x;%00\\ud800"u8, .. whole.AsSpan(at)];
        }
    }

    Task<string> KeyOfAsync(Actor who) => Hub.LookAsync(db => db.People.Where(p => p.Id == who.PersonId).Select(p => p.PublicId).SingleAsync());

    Task<List<long>> CastIdsAsync() => Hub.LookAsync(db => db.Memberships
        .Where(m => m.CommunityId == Cast.Private || m.CommunityId == Cast.Open || m.CommunityId == Cast.ByRequest)
        .Select(m => m.PersonId).Distinct().ToListAsync());

    // Of what was here before anything came in.
    static async Task<string> RowsAsync(TestHub hub, bool all) => await hub.LookAsync(async db =>
    {
        var communities = db.Communities.Where(c => all || c.Slug != "moved-in");
        var discussions = await db.Discussions.Where(d => communities.Any(c => c.Id == d.CommunityId)).OrderBy(d => d.Id).ToListAsync();
        var memberships = await db.Memberships.Where(m => communities.Any(c => c.Id == m.CommunityId)).OrderBy(m => m.Id).ToListAsync();
        var roles = await db.Roles.Where(r => communities.Any(c => c.Id == r.CommunityId)).OrderBy(r => r.Id).ToListAsync();
        var posts = await db.Posts.Where(p => communities.Any(c => c.Id == p.Discussion.CommunityId)).OrderBy(p => p.Id).ToListAsync();
        return string.Join('\n',
        [
            .. (await communities.OrderBy(c => c.Id).ToListAsync()).Select(c => $"{c.Id} {c.Slug} {c.Name} {c.Kind}"),
            .. discussions.Select(d => $"{d.Id} {d.PublicId} {d.Title} {d.PostCount}"),
            .. memberships.Select(m => $"{m.Id} {m.CommunityId} {m.PersonId} {m.Until}"),
            .. roles.Select(r => $"{r.Id} {r.CommunityId} {r.PersonId} {r.Until}"),
            .. posts.Select(p => $"{p.Id} {p.DiscussionId} {p.PersonId} {p.Text}"),
        ]);
    });
}
