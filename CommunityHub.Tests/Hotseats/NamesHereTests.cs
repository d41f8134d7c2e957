using CommunityHub.Hotseats;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Hotseats;

public sealed class NamesHereOnSqliteTests() : NamesHereTests(new SqliteTestDatabase());

[OnPostgres]
public sealed class NamesHereOnPostgresTests() : NamesHereTests(new PostgresTestDatabase());

/// Who is in a room by name: only who said that they don't mind, and never so that it tells who asked without a name.
public abstract class NamesHereTests(TestDatabase database) : HotseatTest(database)
{
    Presence Presence => Hub.Get<Presence>();
    NamesHere Names => Hub.Get<NamesHere>();

    [Fact]
    public async Task Nobody_is_named_who_did_not_choose_it()
    {
        var id = await EnterAsync(Cast.Ada, Cast.Bo, Cast.Cy, Cast.Gus, Cast.Fay);
        Assert.Empty(await LookAsync(id));

        await ChooseAsync(Cast.Cy, true);
        await ChooseAsync(Cast.Bo, true);
        Assert.Equal(["Bo Lindqvist", "Cy Morrow"], await LookAsync(id));
        await ChooseAsync(Cast.Bo, false);
        Assert.Equal(["Cy Morrow"], await LookAsync(id));
    }

    [Fact]
    public async Task Where_fewer_than_five_are_nobody_is_named_and_visitors_count()
    {
        var id = await EnterAsync(Cast.Ada, Cast.Bo, Cast.Cy);
        await ChooseAsync(Cast.Bo, true);
        using var visitor = Presence.Enter(id, null);
        Assert.Empty(await LookAsync(id));
        using var another = Presence.Enter(id, null);
        Assert.Equal(["Bo Lindqvist"], await LookAsync(id));
    }

    [Fact]
    public async Task A_name_comes_and_goes_with_the_look_and_never_with_the_person_or_a_question()
    {
        var id = await EnterAsync(Cast.Ada, Cast.Cy, Cast.Gus, Cast.Fay, Cast.Ned);
        await ChooseAsync(Cast.Bo, true);
        await ChooseAsync(Cast.Cy, true);
        Assert.Equal(["Cy Morrow"], await LookAsync(id));
        var before = Names.In(id);

        // Comes, asks without a name, and goes, between two looks.
        var page = Presence.Enter(id, Cast.Bo.PersonId);
        await Stage.Questions.AskAsync(Cast.Bo, (await Hub.LookAsync(db => Task.FromResult(db.Hotseats.Single(h => h.Id == id)))).PublicId, "Unnamed?", null, Naming.Unnamed);
        Assert.Same(before, Names.In(id));
        page.Dispose();
        Assert.Same(before, await LookAsync(id));
    }

    [Fact]
    public async Task Whoever_is_on_another_server_is_named_here_too()
    {
        var id = await EnterAsync(Cast.Ada, Cast.Cy, Cast.Gus);
        await ChooseAsync(Cast.Bo, true);
        Presence.Hear([new PresenceShare(id, [Cast.Bo.PersonId!.Value], 1)]);
        Assert.Equal(["Bo Lindqvist"], await LookAsync(id));
    }

    async Task<long> EnterAsync(params Actor[] people)
    {
        var id = (await Stage.LookAtAsync(await Stage.HotseatAsync(HotseatState.Live, Cast.Open))).Id;
        foreach (var person in people) Presence.Enter(id, person.PersonId);
        return id;
    }

    async Task<IReadOnlyList<string>> LookAsync(long id)
    {
        await Names.LookAsync(TestContext.Current.CancellationToken);
        return Names.In(id);
    }

    Task ChooseAsync(Actor actor, bool isNamed) => Hub.Writes.DoAsync(async work => (await work.Db.People.FindAsync(actor.PersonId!.Value))!.BeNamedInRooms(isNamed), TestContext.Current.CancellationToken);
}
