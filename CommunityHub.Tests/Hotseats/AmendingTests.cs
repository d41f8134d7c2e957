using System.Text;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats;

public sealed class AmendingOnSqliteTests() : AmendingTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class AmendingOnPostgresTests() : AmendingTests(new PostgresTestDatabase());

public abstract class AmendingTests(TestDatabase database) : HotseatTest(database)
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    PanelStage Guests => new(Hub);
    HotseatAmendments Amendments => Hub.Get<HotseatAmendments>();

    [Fact]
    public async Task An_amended_answer_shows_when_and_keeps_what_it_said_before()
    {
        var (id, answer) = await SetAsync();
        Hub.Clock.Pass(TimeSpan.FromMinutes(2));
        await Amendments.AmendAsync(Cast.Gus, answer, "It takes **six** weeks.", 0);
        Hub.Clock.Pass(TimeSpan.FromMinutes(3));
        await Amendments.AmendAsync(Cast.Gus, answer, "It takes five weeks.", 1);

        var row = (await RoomAsync(id)).Answered[0].Answer!;
        Assert.Equal(("It takes five weeks.", Hub.Now), (row.Text, row.AmendedAt!.Value));
        Assert.Equal(["<p>It takes <strong>six</strong> weeks.</p>", "<p>It takes four weeks.</p>"], row.Earlier.All.Select(one => one.Html.Trim()));
        Assert.Equal([Hub.Now.AddMinutes(-3), Hub.Now.AddMinutes(-5)], row.Earlier.All.Select(one => one.At));
        var csv = Encoding.UTF8.GetString((await Hub.Get<HotseatExport>().ToCsvAsync(Cast.Bo, id, Cancel))!.Bytes);
        Assert.Contains("five weeks", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("four weeks", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_tabs_amending_at_once_the_second_is_told_and_loses_nothing()
    {
        var (id, answer) = await SetAsync();
        var outcomes = await Task.WhenAll(new[] { "One.", "Two." }.Select(words => Task.Run(async () =>
        {
            try
            {
                await Amendments.AmendAsync(Cast.Gus, answer, words, 0);
                return words;
            }
            catch (RefusedException refused)
            {
                return refused.Message;
            }
        }, Cancel)));

        var told = Assert.Single(outcomes, words => words.StartsWith("You changed this answer in another place meanwhile.", StringComparison.Ordinal));
        Assert.Equal(outcomes.Single(words => words != told), (await RoomAsync(id)).Answered[0].Answer!.Text);
    }

    [Fact]
    public async Task The_same_words_sent_twice_are_one_amendment_and_words_unchanged_are_none()
    {
        var (id, answer) = await SetAsync();
        Assert.Equal("Nothing has changed yet.", await RefusedAsync(() => Amendments.AmendAsync(Cast.Gus, answer, "It takes four weeks.", 0)));
        await Amendments.AmendAsync(Cast.Gus, answer, "Five.", 0);
        await Amendments.AmendAsync(Cast.Gus, answer, "Five.", 0);
        Assert.Single((await RoomAsync(id)).Answered[0].Answer!.Earlier.All);
    }

    [Fact]
    public async Task Only_who_wrote_an_answer_amends_it_and_only_until_the_archive()
    {
        var (id, answer) = await SetAsync();
        var ama = await Guests.GuestAsync(id);
        foreach (var other in new[] { ama, Cast.Ada, Cast.Bo, Cast.Ned, Cast.Dot, Actor.Visitor })
        {
            await RefusedAsync(() => Amendments.AmendAsync(other, answer, "Mine now.", 0));
            Assert.Null(await Amendments.ReadAsync(other, answer, Cancel));
        }
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await Amendments.AmendAsync(Cast.Gus, answer, "After the hour.", 0);
        await Stage.Sessions.ArchiveAsync(Cast.Ada, id);
        Assert.Contains("does not take answers any more", await RefusedAsync(() => Amendments.AmendAsync(Cast.Gus, answer, "Too late.", 1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_stays_the_same_object_until_its_answer_is_amended()
    {
        var (id, answer) = await SetAsync();
        await Amendments.AmendAsync(Cast.Gus, answer, "Five.", 0);
        var before = (await RoomAsync(id)).Answered[0];
        await Stage.AskAsync(Cast.Bo, id, "Another?");
        Assert.Same(before, (await RoomAsync(id)).Answered[0]);
        await Amendments.AmendAsync(Cast.Gus, answer, "Six.", 1);
        Assert.NotSame(before, (await RoomAsync(id)).Answered[0]);
    }

    async Task<(string Id, string Answer)> SetAsync()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        return (id, await Stage.Questions.AnswerAsync(Cast.Gus, await Stage.AskAsync(Cast.Bo, id), "It takes four weeks."));
    }

    async Task<RoomSnapshot> RoomAsync(string id) => (await Stage.Rooms.ReadAsync(Cast.Bo, id, Cancel))!.Room;
}
