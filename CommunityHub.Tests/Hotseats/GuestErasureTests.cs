using CommunityHub.Communities;
using CommunityHub.Drafts;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Privacy;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

public sealed class GuestErasureOnSqliteTests() : GuestErasureTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class GuestErasureOnPostgresTests() : GuestErasureTests(new PostgresTestDatabase());

/// E8 G3, for whoever came by a personal link: they have no account to erase, so a facilitator does it. E1: for nobody else.
public abstract class GuestErasureTests(TestDatabase database) : HotseatTest(database)
{
    const string Why = "They asked by mail.";

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    PanelStage Guests => new(Hub);

    Erasures Erasures => Hub.Get<Erasures>();

    [Fact]
    public async Task A_facilitator_erases_what_is_kept_of_a_guest_and_the_answers_bear_no_name()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var question = await Stage.AskAsync(Cast.Bo, id);
        var key = await Guests.InviteAsync(id);
        var ama = await Guests.OpenAsync(key);
        await Stage.Questions.AnswerNowAsync(ama, question);
        await Stage.Questions.AnswerAsync(ama, question, "Slowly, and twice.");

        await Erasures.EraseGuestAsync(Cast.Ada, id, await Guests.IdOfAsync(ama), Why, withWords: false);

        var room = (await Stage.Rooms.ReadAsync(Cast.Bo, id, Cancel))!;
        Assert.Equal(("Slowly, and twice.", Person.Erased), (room.Room.Answered[0].Answer!.Text, room.Room.Answered[0].Answer!.By));
        Assert.DoesNotContain(room.Hotseat.Guests, guest => guest.IsFromOutside); // they sit there no more
        Assert.Null(await Guests.Links.FindAsync(key, Cancel));
        Assert.Null(await Guests.Desks.ReadAsync(ama, id, Cancel));
        Assert.Equal(0, await Hub.LookAsync(db => db.Mails.CountAsync(m => m.To == "ama@guests.test", Cancel)));
        Assert.Equal(0, await Hub.LookAsync(db => db.Answerers.CountAsync(a => a.PersonId == ama.PersonId && (a.Mail != null || a.Introduction != ""), Cancel)));
        var act = await Hub.LookAsync(db => db.Acts.SingleAsync(a => a.Verb == ActVerbs.ErasedGuest, Cancel));
        Assert.Equal((Cast.Ada.PersonId, ama.PersonId, id, Why), (act.ActorId, act.OnPersonId, act.OnWhat, act.Why));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Also_when_the_hour_is_over_or_the_link_was_withdrawn(bool isWithdrawn)
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var ama = await Guests.GuestAsync(id);
        if (isWithdrawn) await Guests.RevokeAsync(id, ama);
        await Stage.Sessions.WrapUpAsync(Cast.Ada, id);
        await Stage.Sessions.ArchiveAsync(Cast.Ada, id);
        Assert.Equal(isWithdrawn ? 1 : 0, (await Guests.Panel.WithdrawnAsync(Cast.Ada, id, Cancel))!.Count);

        await Erasures.EraseGuestAsync(Cast.Ada, id, await Guests.IdOfAsync(ama), Why, withWords: true);

        Assert.Empty((await Guests.Panel.WithdrawnAsync(Cast.Ada, id, Cancel))!);
        Assert.Equal(PersonKind.Erased, await Hub.LookAsync(db => db.People.Where(p => p.Id == ama.PersonId).Select(p => p.Kind).SingleAsync(Cancel)));
        // Who sat there to the end is still somebody who sat there.
        Assert.Equal(!isWithdrawn, (await Guests.Panel.ListAsync(Cast.Ada, id, Cancel))!.Any(seat => seat.Kind is PersonKind.Erased));
    }

    [Fact]
    public async Task The_reason_is_a_draft_until_it_is_done()
    {
        var id = await Stage.HotseatAsync(HotseatState.Live);
        var ama = await Guests.IdOfAsync(await Guests.GuestAsync(id));
        await Hub.Get<DraftKeeping>().KeepAsync(Cast.Ada, Places.EraseGuest(ama), "They asked", 0, Cancel);
        await RefusedAsync(() => Erasures.EraseGuestAsync(Cast.Ada, id, ama, " ", withWords: false));
        var draft = Assert.Single(await Hub.Get<DraftList>().ListAsync(Cast.Ada, Cancel));
        Assert.Equal(("Why a guest is erased", $"hotseats/{id}/panel", "They asked"), (draft.What, draft.Address, draft.Text));

        await Erasures.EraseGuestAsync(Cast.Ada, id, ama, Why, withWords: false);

        Assert.Empty(await Hub.Get<DraftList>().ListAsync(Cast.Ada, Cancel));
    }

    [Fact]
    public async Task It_is_for_the_facilitators_of_that_hotseat_alone_and_for_guests_alone_and_asks_why()
    {
        foreach (var kind in new[] { CommunityKind.Open, CommunityKind.ByRequest, CommunityKind.Private })
        {
            var (id, other) = (await Stage.HotseatAsync(HotseatState.Live, Cast.Of(kind)), await Stage.HotseatAsync(HotseatState.Live, Cast.Of(kind)));
            var ama = await Guests.IdOfAsync(await Guests.GuestAsync(id));
            foreach (var who in new[] { "visitor", "bo", "cy", "dot", "eve", "gus", "fay", "ned", "una", "xan" })
            {
                await RefusedAsync(() => Erasures.EraseGuestAsync(Cast.Named(who), id, ama, Why, withWords: false));
                Assert.Null(await Guests.Panel.WithdrawnAsync(Cast.Named(who), id, Cancel));
            }
            Assert.Equal("This person is no guest of this hotseat.", await RefusedAsync(() => Erasures.EraseGuestAsync(Cast.Ada, other, ama, Why, withWords: false)));
            await RefusedAsync(async () => await Erasures.EraseGuestAsync(Cast.Ada, id, await Guests.IdOfAsync(Cast.Gus), Why, withWords: false)); // a member's account
            Assert.StartsWith("Say why", await RefusedAsync(() => Erasures.EraseGuestAsync(Cast.Ada, id, ama, " ", withWords: false)), StringComparison.Ordinal);
            Assert.False(await Hub.LookAsync(db => db.People.AnyAsync(p => p.Kind == PersonKind.Erased && p.PublicId == ama, Cancel)));
            await Erasures.EraseGuestAsync(Cast.Ada, id, ama, Why, withWords: false);
        }
    }
}
