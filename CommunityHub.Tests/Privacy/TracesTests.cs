using CommunityHub.Accounts;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Privacy;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CommunityHub.Tests.Privacy;

/// Nothing that leads to a person is forgotten by their export or by the erasure of their account. E8 G1, G3.
public sealed class TracesTests
{
    // Numbers that are no person's.
    static readonly string[] OfNobody =
    [
        "Act.CommunityId", "Draft.Version", "Hotseat.AnsweringId", "Hotseat.NextId", "Hotseat.RehearsalOf", "Mail.CommunityId", "Notice.CommunityId",
        "Question.MergedIntoId", "SecondStep.LastStep", "SiteSettings.Id",
    ];

    [Fact]
    public async Task Every_column_that_leads_to_a_person_says_what_becomes_of_it()
    {
        await using var hub = await TestHub.OnSqliteAsync();
        var forgotten = await hub.LookAsync(db => Task.FromResult(db.Model.GetEntityTypes()
            .Where(table => !table.IsMappedToJson() && table.ClrType != typeof(Person))
            .SelectMany(table => table.GetProperties().Where(column => MayBeAPerson(table, column)))
            .Select(column => $"{column.DeclaringType.ClrType.Name}.{column.Name}")
            .Except(Traces.All.Select(trace => $"{trace.Row.Name}.{trace.Column}"))
            .Except(OfNobody)
            .Where(name => !name.EndsWith($".{Traces.OfTheAccount}", StringComparison.Ordinal)) // goes with the account: the database sees to it
            .Order(StringComparer.Ordinal).ToList()));

        Assert.True(forgotten.Count == 0, "Say in Traces.cs what the export and the erasure make of:\n" + string.Join('\n', forgotten));
    }

    [Fact]
    public async Task Whatever_hangs_on_an_account_goes_with_it()
    {
        await using var hub = await TestHub.OnSqliteAsync();
        var keys = await hub.LookAsync(db => Task.FromResult(db.Model.GetEntityTypes().SelectMany(table => table.GetForeignKeys()).Where(key => key.PrincipalEntityType.ClrType == typeof(Account)).ToList()));

        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.Equal(DeleteBehavior.Cascade, key.DeleteBehavior));
    }

    [Fact]
    public async Task Every_column_of_words_that_may_hold_an_address_or_a_name_is_known()
    {
        await using var hub = await TestHub.OnSqliteAsync();
        var found = await hub.LookAsync(db => Task.FromResult(db.Model.GetEntityTypes()
            .Where(table => table.ClrType != typeof(Account) && table.ClrType != typeof(Person) && !table.IsMappedToJson())
            .SelectMany(table => table.GetProperties())
            .Where(column => column.ClrType == typeof(string) && (column.Name is "To" or "Mail" or "Email" or "Address" || column.Name.EndsWith("By", StringComparison.Ordinal)))
            .Select(column => $"{column.DeclaringType.ClrType.Name}.{column.Name}")
            .Except(["Notice.Address", "SiteSettings.Address"]) // paths and the site's own
            .Order(StringComparer.Ordinal).ToList()));

        Assert.Equal(Traces.ByWords.Select(column => $"{column.Row.Name}.{column.Column}").Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public async Task What_is_in_a_section_of_the_export_is_in_one_that_there_is()
    {
        await using var hub = await TestHub.OnSqliteAsync();
        await hub.Writes.EnrolAsync("bea@demo.test", "Bea Holt");
        var names = await hub.LookAsync(async db =>
        {
            var bea = await db.Users.Where(a => a.Email == "bea@demo.test").Select(a => a.PersonId).SingleAsync();
            return (await OwnData.ReadAsync(db, await Reader.ReadAsync(db, Actor.Of(bea), hub.Now))).Sections.Select(section => section.Name).ToList();
        });

        Assert.Empty(Traces.All.Select(trace => trace.Section).OfType<string>().Except(names));
        Assert.All(Traces.All.Where(trace => trace.Section is null || !trace.Goes), trace => Assert.False(string.IsNullOrEmpty(trace.Why)));
    }

    // A key to people or accounts; or a number that is neither the row's own nor a key to anything else, so that nobody but us knows whose it is.
    static bool MayBeAPerson(IEntityType table, IProperty column)
    {
        var keys = column.GetContainingForeignKeys().Select(key => key.PrincipalEntityType.ClrType).ToList();
        if (keys.Contains(typeof(Person)) || keys.Contains(typeof(Account))) return true;
        return (column.ClrType == typeof(long) || column.ClrType == typeof(long?)) && keys.Count == 0 && !(column.Name == "Id" && column.ValueGenerated is ValueGenerated.OnAdd);
    }
}
