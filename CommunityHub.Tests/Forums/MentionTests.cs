using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using CommunityHub.Text;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Forums;

public sealed class MentionOnSqliteTests() : MentionTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class MentionOnPostgresTests() : MentionTests(new PostgresTestDatabase());

/// ACCEPTANCE P15.
public abstract class MentionTests(TestDatabase database) : ForumTest(database)
{
    const string Named = "Bo Lindqvist named you in “Assessments by phone”: @Gus Hallam, do you know?";

    MentionNames Names => Hub.Get<MentionNames>();

    [Fact]
    public async Task Who_is_named_is_told_once_also_when_they_do_not_follow_and_their_name_is_drawn()
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Bo, id, "@gus hallam, do you know? And @Gus Hallam again.");
        Assert.StartsWith("Bo Lindqvist named you", Assert.Single(await NoticesOfAsync(Cast.Gus)), StringComparison.Ordinal);

        await Posts.EditAsync(Cast.Bo, id, 2, (await TextAsync(id, 2)).Replace("again", "once more", StringComparison.Ordinal), 0);
        Assert.Single(await NoticesOfAsync(Cast.Gus));
        Assert.Contains("<p><span class=\"mention\">@Gus Hallam</span>, do you know?", (await ViewAsync(Cast.Bo, id)).Posts[1].Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_follows_and_is_named_is_told_of_one_thing()
    {
        var id = await StartAsync();
        await Following.FollowAsync(Cast.Gus, id, isMuted: false);
        await Posts.PostAsync(Cast.Bo, id, "@Gus Hallam, do you know?");

        Assert.Equal([Named], await NoticesOfAsync(Cast.Gus));
    }

    [Fact]
    public async Task A_muted_discussion_a_half_finished_post_and_a_minor_change_tell_nobody_that_they_are_named()
    {
        var id = await StartAsync();
        await Following.FollowAsync(Cast.Ada, id, isMuted: true);
        await Posts.PostAsync(Cast.Bo, id, "@Ada Osei, what do you say?");
        await Posts.PostAsync(Cast.Bo, id, "@Gus Hallam, do you know", isHalfFinished: true);
        await Posts.EditAsync(Cast.Bo, id, 3, "@Gus Hallam, do you know?", 0, isMinor: true);
        Assert.Empty(await NoticesOfAsync(Cast.Ada));
        Assert.Empty(await NoticesOfAsync(Cast.Gus));

        await Posts.EditAsync(Cast.Bo, id, 3, $"{await TextAsync(id, 3)} Or Cy?", 1);
        Assert.Equal(["Bo Lindqvist named you in “Assessments by phone”: @Gus Hallam, do you know? Or Cy?"], await NoticesOfAsync(Cast.Gus));
    }

    [Theory]
    [InlineData("Ask @Ned Marsh.")] // not a member
    [InlineData("Ask @Eve Calder.")] // suspended
    [InlineData("Ask @Xan Petrov.")] // has left
    [InlineData("Write to bo@Ada Osei")]
    [InlineData("Say \\@Ada Osei")]
    [InlineData("`@Ada Osei`")]
    [InlineData("> @Ada Osei wrote this")]
    [InlineData("@Ada Oseiman and @nobody @ all")]
    public async Task Every_other_at_is_plain_text_and_tells_nobody(string text)
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Bo, id, text);

        Assert.Equal(text, await TextAsync(id, 2));
        Assert.DoesNotContain("class=\"mention\"", (await ViewAsync(Cast.Bo, id)).Posts[1].Html, StringComparison.Ordinal);
        foreach (var who in new[] { Cast.Ned, Cast.Eve, Cast.Xan, Cast.Ada }) Assert.Empty(await NoticesOfAsync(who));
    }

    [Fact]
    public async Task A_mark_that_somebody_makes_by_hand_names_a_member_by_their_own_name_and_nobody_else()
    {
        var id = await StartAsync();
        var (gus, ned) = (await IdOfAsync(Cast.Gus), await IdOfAsync(Cast.Ned));
        await Posts.PostAsync(Cast.Bo, id, $"[@The boss](mention:{gus}) and [@A spy](mention:{ned}) and [@X](mention:zzzzzzzzzzzz)");

        var html = (await ViewAsync(Cast.Bo, id)).Posts[1].Html;
        Assert.Equal("<p><span class=\"mention\">@Gus Hallam</span> and @A spy and @X</p>\n", html);
        Assert.Empty(await NoticesOfAsync(Cast.Ned));
    }

    [Fact]
    public async Task A_name_in_a_post_changes_with_the_person_and_goes_with_them()
    {
        var id = await StartAsync();
        await Posts.PostAsync(Cast.Bo, id, "@Gus Hallam, do you know?");
        await Posts.EditAsync(Cast.Bo, id, 2, $"{await TextAsync(id, 2)} Please.", 0);
        await Hub.Writes.DoAsync(async work => (await work.Db.People.SingleAsync(p => p.Id == Cast.Gus.PersonId, Cancel)).Rename("Gus Brown"), Cancel);
        await Posts.PostAsync(Cast.Ada, id, "A word.");
        Assert.Contains("@Gus Brown<", (await ViewAsync(Cast.Bo, id)).Posts[1].Html, StringComparison.Ordinal);

        await EraseAsync(Cast.Gus);
        Assert.Equal("<p>@A former member, do you know? Please.</p>\n", (await ViewAsync(Cast.Bo, id)).Posts[1].Html);
        Assert.DoesNotContain("Gus", string.Join('\n', await Hub.LookAsync(db => db.Posts.Select(p => p.Text + p.Html).Concat(db.PostRevisions.Select(r => r.Text + r.Html)).ToListAsync(Cancel))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CommunityKind.Open, "ada bo eve gus")]
    [InlineData(CommunityKind.ByRequest, "ada bo cy gus")]
    [InlineData(CommunityKind.Private, "ada bo gus")]
    public async Task Names_are_offered_to_members_and_are_those_of_members(CommunityKind kind, string members)
    {
        var slug = await SlugAsync(Cast.Of(kind));
        foreach (var who in new[] { "visitor", "ada", "bo", "cy", "dot", "eve", "gus", "fay", "ned", "una", "xan" })
        {
            var offered = await Names.SuggestAsync(Cast.Named(who), slug, "", Cancel);
            Assert.True(members.Split(' ').Contains(who) == offered is not null, $"{who} in {kind}");
            if (offered is null) continue;
            Assert.Equal(members.Split(' ').Where(name => name != who), offered.Select(one => one.Name.Split(' ')[0].ToLowerInvariant()).Order(StringComparer.Ordinal));
        }
        Assert.Equal(["Gus Hallam"], (await Names.SuggestAsync(Cast.Bo, slug, "hal", Cancel))!.Select(one => one.Name));
        Assert.Empty((await Names.SuggestAsync(Cast.Bo, slug, "ned", Cancel))!);
    }

    [Theory]
    [InlineData("[@Ada \\[x\\]](mention:bbbbbbbbbbbb)")]
    [InlineData("**@** @")]
    [InlineData("@\n@\n@")]
    public void Odd_texts_are_read_and_stay_as_they_are(string text) => Assert.Equal(text, Mentions.Replace(text, Mentions.Find(text), _ => null));

    Task<string> IdOfAsync(Actor who) => Hub.LookAsync(db => db.People.Where(p => p.Id == who.PersonId).Select(p => p.PublicId).SingleAsync(Cancel));

    Task<string> TextAsync(string id, int number) => Hub.LookAsync(db => db.Posts.Where(p => p.Discussion.PublicId == id && p.Number == number).Select(p => p.Text).SingleAsync(Cancel));

    static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
