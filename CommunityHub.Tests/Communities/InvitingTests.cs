using CommunityHub.Communities;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Communities;

public sealed class InvitingOnSqliteTests() : InvitingTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class InvitingOnPostgresTests() : InvitingTests(new PostgresTestDatabase());

public abstract class InvitingTests(TestDatabase database) : CommunityTests(database)
{
    [Fact]
    public async Task The_one_invited_comes_into_a_private_community()
    {
        await HasAccount(Cast.Ned, "ned@demo.test");
        var key = await Invited("NED@demo.test");

        Assert.Equal(await SlugOf(Cast.Private), await Invitations.AcceptAsync(Cast.Ned, key));

        Assert.True(await Reads(Cast.Ned, Cast.Private));
        Assert.Contains("Ned Marsh accepted your invitation to Lone Worker Safety", await NoticesOf(Cast.Ada));
    }

    /// ACCEPTANCE E1, P5 and P6: who it is from, and no more.
    [Fact]
    public async Task The_letter_and_the_page_do_not_name_a_private_community()
    {
        await HasAccount(Cast.Ned, "ned@demo.test");
        var key = await Invited("ned@demo.test");

        var letter = await Hub.LookAsync(db => db.Mails.SingleAsync());
        Assert.Equal("ned@demo.test", letter.To);
        Assert.Contains("Ada Osei", letter.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("Lone", letter.Subject + letter.Text, StringComparison.Ordinal);
        Assert.False(await Hub.LookAsync(db => db.Invitations.AnyAsync(i => i.PublicId == key)), "The row must not hold the key.");

        foreach (var actor in new[] { Actor.Visitor, Cast.Ned, Cast.Fay })
        {
            var card = (await Invitations.FindAsync(actor, key, Stop))!;
            Assert.Equal(("Ada Osei", null, actor == Cast.Ned), (card.InvitedBy, card.CommunityName, card.IsMine));
        }
    }

    /// E2 R10.
    [Fact]
    public async Task An_invitation_for_another_address_opens_nothing()
    {
        await HasAccount(Cast.Ned, "ned@demo.test");
        await HasAccount(Cast.Fay, "fay@demo.test");
        var key = await Invited("ned@demo.test");

        Assert.Equal("This invitation was sent to another mail address. Sign in with that one.", await AnswerTo(() => Invitations.AcceptAsync(Cast.Fay, key)));
        Assert.StartsWith("Sign in", await AnswerTo(() => Invitations.AcceptAsync(Actor.Visitor, key)), StringComparison.Ordinal);
        Assert.False(await IsIn(Cast.Fay, Cast.Private));
    }

    [Fact]
    public async Task Its_public_id_serves_only_whom_it_was_sent_to()
    {
        await HasAccount(Cast.Ned, "ned@demo.test");
        await HasAccount(Cast.Fay, "fay@demo.test");
        await Invited("ned@demo.test");
        var id = await Hub.LookAsync(db => db.Invitations.Select(i => i.PublicId).SingleAsync());

        Assert.Null(await Invitations.FindAsync(Cast.Fay, id, Stop));
        Assert.Null(await Invitations.FindAsync(Actor.Visitor, id, Stop));
        Assert.Equal(await AnswerTo(() => Invitations.AcceptAsync(Cast.Fay, "never")), await AnswerTo(() => Invitations.AcceptAsync(Cast.Fay, id)));
        await Invitations.AcceptAsync(Cast.Ned, id);
        Assert.True(await IsIn(Cast.Ned, Cast.Private));
    }

    [Fact]
    public async Task Taken_back_or_run_out_between_opening_and_accepting_it_opens_nothing()
    {
        await HasAccount(Cast.Ned, "ned@demo.test");
        var first = await Invited("ned@demo.test");
        Assert.True((await Invitations.FindAsync(Cast.Ned, first, Stop))!.IsOpen);
        var row = Assert.Single((await Invitations.ListAsync(Cast.Ada, Cast.Private, Stop))!);
        await Invitations.RevokeAsync(Cast.Ada, Cast.Private, row.PublicId);
        Assert.StartsWith("This invitation has ended", await AnswerTo(() => Invitations.AcceptAsync(Cast.Ned, first)), StringComparison.Ordinal);

        var second = await Invited("ned@demo.test");
        Hub.Clock.Pass(Invitation.Lasts);
        Assert.StartsWith("This invitation has ended", await AnswerTo(() => Invitations.AcceptAsync(Cast.Ned, second)), StringComparison.Ordinal);
        Assert.False(await IsIn(Cast.Ned, Cast.Private));
    }

    [Fact]
    public async Task It_is_used_once_also_when_used_many_times_at_once()
    {
        await HasAccount(Cast.Ned, "ned@demo.test");
        var key = await Invited("ned@demo.test");
        var other = AnotherServer();
        var elsewhere = new Invitations(Hub.Databases, other, Hub.Clock);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => (i % 2 == 0 ? Invitations : elsewhere).AcceptAsync(Cast.Ned, key))));
        Assert.Equal(1, await Hub.LookAsync(db => db.Memberships.CountAsync(m => m.CommunityId == Cast.Private && m.PersonId == Cast.Ned.PersonId)));

        await Members.LeaveAsync(Cast.Ned, Cast.Private);
        Assert.StartsWith("This invitation has ended", await AnswerTo(() => Invitations.AcceptAsync(Cast.Ned, key)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("visitor")]
    [InlineData("ned")]
    [InlineData("bo")]
    [InlineData("eve")]
    [InlineData("fay")]
    [InlineData("dot")]
    [InlineData("xan")]
    public async Task Only_its_facilitators_invite(string who)
    {
        Assert.NotEqual("", await AnswerTo(() => Invitations.InviteAsync(Cast.Named(who), Cast.Private, "new@demo.test")));
        Assert.Null(await Invitations.ListAsync(Cast.Named(who), Cast.Private, Stop));
        Assert.Equal(0, await Hub.LookAsync(db => db.Mails.CountAsync()));
    }

    /// E5 I12, E6 L7.
    [Fact]
    public async Task A_bad_address_and_a_twenty_first_are_refused()
    {
        foreach (var bad in new[] { "", "nobody", "a@b@c.test", "ned@demo.test\r\nBcc: x@y.test", "\"ned\"@demo.test" })
        {
            Assert.NotEqual("", await AnswerTo(() => Invitations.InviteAsync(Cast.Ada, Cast.Private, bad)));
        }
        for (var i = 0; i < CommunityHub.Communities.Invitations.MostADay; i++) await Invitations.InviteAsync(Cast.Ada, Cast.Private, $"person{i}@demo.test");
        Assert.StartsWith("You have sent twenty", await AnswerTo(() => Invitations.InviteAsync(Cast.Ada, Cast.Private, "more@demo.test")), StringComparison.Ordinal);
    }

    async Task<string> Invited(string mail)
    {
        await Invitations.InviteAsync(Cast.Ada, Cast.Private, mail);
        var address = mail.ToLowerInvariant();
        var path = await Hub.LookAsync(db => db.Mails.Where(m => m.To == address).OrderByDescending(m => m.Id).Select(m => m.Path).FirstAsync());
        return path!["/invitations/".Length..];
    }
}
