using CommunityHub.Communities;
using CommunityHub.Files;
using CommunityHub.Forums;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

public sealed class EditedFilesOnSqliteTests() : EditedFilesTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class EditedFilesOnPostgresTests() : EditedFilesTests(new PostgresTestDatabase());

/// Files that come with an edit, and that an edit takes off.
public abstract class EditedFilesTests(TestDatabase database) : ForumTest(database)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_come_and_go_with_an_edit_and_the_history_says_what_each_version_had()
    {
        var id = await StartAsync();
        await EditAsync(id, 0, files: ["minutes.txt"]);
        await EditAsync(id, 1, "As agreed.", files: ["plan.txt"], takenOff: [await FileAsync(id, "minutes.txt")]);

        Assert.Equal(["plan.txt"], (await ViewAsync(Cast.Gus, id)).Files[1].Select(file => file.Name));
        var versions = (await Hub.Get<PostHistories>().ReadAsync(Cast.Gus, id, 1, Stop))!;
        Assert.Equal(["plan.txt", "minutes.txt", ""], versions.Select(version => string.Join(' ', version.Files)));
        Assert.Equal(["As agreed.", Words, Words], versions.Select(version => version.Text));
    }

    [Fact]
    public async Task What_was_taken_off_opens_for_nobody_and_is_gone_when_its_writer_deletes_it_for_good()
    {
        var id = await StartAsync();
        await EditAsync(id, 0, files: ["minutes.txt"]);
        var file = await FileAsync(id, "minutes.txt");
        Assert.NotNull(await Hub.Get<Attachments>().ReadAsync(Cast.Gus, id, file, Stop));
        await EditAsync(id, 1, takenOff: [file]);
        foreach (var who in new[] { Cast.Bo, Cast.Ada, Cast.Gus }) Assert.Null(await Hub.Get<Attachments>().ReadAsync(who, id, file, Stop));
        Assert.Empty((await ViewAsync(Cast.Bo, id)).Files);

        Assert.Equal(file, Assert.Single((await Hub.Get<PostHistories>().ReadToEditAsync(Cast.Bo, id, 1, Stop))!.TakenOff).Id);
        await Hub.Get<Attachments>().RemoveAsync(Cast.Bo, id, 1, file);
        Assert.All((await Hub.Get<PostHistories>().ReadAsync(Cast.Gus, id, 1, Stop))!, version => Assert.Empty(version.Files));
    }

    [Fact]
    public async Task An_edit_from_an_older_version_is_refused_with_its_files_and_sent_twice_it_is_one()
    {
        var id = await StartAsync();
        await EditAsync(id, 0, "With the minutes.", files: ["minutes.txt"]);
        await EditAsync(id, 0, "With the minutes.", files: ["minutes.txt"]);
        Assert.Single((await ViewAsync(Cast.Bo, id)).Files[1]);
        Assert.StartsWith("You changed this post in another place meanwhile.", await RefusedAsync(() => EditAsync(id, 0, "With the minutes.", files: ["plan.txt"])), StringComparison.Ordinal);
        Assert.StartsWith("You changed this post in another place meanwhile.", await RefusedAsync(() => EditAsync(id, 0, "With the plan.", takenOff: ["nothing"])), StringComparison.Ordinal);
        Assert.Single((await ViewAsync(Cast.Bo, id)).Files[1]);
    }

    [Fact]
    public async Task A_post_has_five_files_and_ten_megabytes_at_most_those_before_the_edit_too()
    {
        var id = await StartAsync();
        await EditAsync(id, 0, files: ["1.txt", "2.txt", "3.txt", "4.txt"]);
        Assert.StartsWith("A post has 5 files at most.", await RefusedAsync(() => EditAsync(id, 1, files: ["5.txt", "6.txt"])), StringComparison.Ordinal);
        await EditAsync(id, 1, files: ["5.txt", "6.txt"], takenOff: [await FileAsync(id, "1.txt")]);
        await Hub.LookAsync(db => db.Attachments.Where(a => a.Name == "2.txt").ExecuteUpdateAsync(set => set.SetProperty(a => a.Size, ReadyFile.MostBytes), Stop));
        Assert.StartsWith("The files are too large", await RefusedAsync(async () => await EditAsync(id, 2, files: ["7.txt"], takenOff: [await FileAsync(id, "3.txt")])), StringComparison.Ordinal);
        Assert.Equal(2, await Hub.LookAsync(db => db.Posts.Where(p => p.Discussion.PublicId == id).Select(p => p.Version).SingleAsync(Stop)));
    }

    [Fact]
    public async Task Files_of_posts_without_a_name_fill_their_writers_room_and_nobody_elses()
    {
        await Hub.Get<CommunityAdministration>().ChangePostingAsync(Cast.Ada, Cast.ByRequest, holdFirstPosts: false, "", allowUnnamedPosts: true);
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Cy, id, "Our own minutes, which I must not show.", files: Ready("minutes.txt"), isUnnamed: true);
        Hub.Clock.Pass(TimeSpan.FromSeconds(20));
        await Hub.Get<UnnamedPosts>().AppearAsync(Stop);
        Assert.Equal(0, await Hub.LookAsync(db => db.Attachments.CountAsync(a => a.PersonId == Cast.Cy.PersonId)));
        await Hub.LookAsync(db => db.Attachments.ExecuteUpdateAsync(set => set.SetProperty(a => a.Size, 500 * 1024 * 1024), Stop));

        Assert.StartsWith("Your files fill the room", await RefusedAsync(() => Posts.PostAsync(Cast.Cy, id, "And the plan.", files: Ready("plan.txt"))), StringComparison.Ordinal);
        await Posts.PostAsync(Cast.Gus, id, "And our plan.", files: Ready("plan.txt"));
    }

    [Fact]
    public async Task What_was_taken_off_goes_with_an_erased_writer_and_what_others_read_stays()
    {
        var id = await StartAsync();
        await EditAsync(id, 0, files: ["minutes.txt", "plan.txt"]);
        await EditAsync(id, 1, takenOff: [await FileAsync(id, "minutes.txt")]);
        await EraseAsync(Cast.Bo);
        Assert.Equal(["plan.txt"], await Hub.LookAsync(db => db.Attachments.Select(a => a.Name).ToListAsync(Stop)));
        Assert.Equal(1, await Hub.LookAsync(db => db.AttachmentContents.CountAsync(Stop)));
    }

    static IReadOnlyList<ReadyFile> Ready(params string[] names) => ReadyFile.Of([.. names.Select(name => new Upload(name, "Minutes, as agreed."u8.ToArray()))]);

    // By Bo, of the first post.
    Task EditAsync(string id, int version, string text = Words, string[]? files = null, string[]? takenOff = null) =>
        Posts.EditAsync(Cast.Bo, id, 1, text, version, files: Ready(files ?? []), takenOff: takenOff ?? []);

    Task<string> FileAsync(string id, string name) => Hub.LookAsync(db => db.Attachments.Where(a => a.Name == name && a.Post!.Discussion.PublicId == id).Select(a => a.PublicId).SingleAsync());
}
