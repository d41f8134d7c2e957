using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace CommunityHub.Exports;

/// Writes sheet after sheet, row after row as the database gives them: nothing is kept but which number a row has in the file.
sealed class SheetWriting(HubDb db, Utf8JsonWriter json, Stream to, long communityId, DateTime now, GuardedQuestions guarded)
{
    const int Pending = 64 * 1024;

    readonly IReadOnlyDictionary<(string Table, string Column), ColumnFacts> facts = ColumnFacts.Of(db);
    readonly Dictionary<string, Dictionary<long, int>> numbers = Sheets.All.Where(sheet => sheet.IsNumbered).ToDictionary(sheet => sheet.Name, _ => new Dictionary<long, int>());

    public Dictionary<string, int> Counts { get; } = [];

    public IReadOnlyDictionary<long, int> NumbersOf(string sheet) => numbers[sheet];

    /// Everybody whom a sheet names, before the sheets. Of those who are here by an address of their own, that too, where asked for.
    public async Task WritePeopleAsync(bool withAddresses, CancellationToken cancel)
    {
        var links = Sheets.All.SelectMany(sheet => sheet.Fields.Where(field => field.To == Sheet.People).Select(field => $"SELECT t.\"{field.Column}\" {sheet.From}"));
        var mail = withAddresses ? "(SELECT a.\"Email\" FROM \"AspNetUsers\" a WHERE a.\"PersonId\" = t.\"Id\" AND a.\"EmailConfirmed\")" : "NULL";
        var known = numbers[Sheet.People] = [];
        await WriteAsync(Sheet.People, $"SELECT t.\"Id\", t.\"PublicId\", t.\"Name\", t.\"Organisation\", t.\"Kind\", {mail} FROM \"People\" t WHERE t.\"Id\" IN ({string.Join(" UNION ", links)}) ORDER BY t.\"Id\"", row =>
        {
            known.Add(row.GetInt64(0), known.Count + 1);
            json.WriteNumber("id", known.Count);
            json.WriteString("publicId", row.GetString(1));
            json.WriteString("name", row.GetString(2));
            if (!row.IsDBNull(3)) json.WriteString("organisation", row.GetString(3));
            json.WriteString("kind", row.GetString(1) == People.Person.UnnamedId ? ExportedPerson.Unnamed : PersonOf(row.GetString(4)));
            if (!row.IsDBNull(5)) json.WriteString("mail", row.GetString(5));
        }, cancel);
    }

    /// Gives rows their numbers before a link to them is written: one may lead to what comes later (a discussion merged into a younger one).
    public async Task NumberAsync(CancellationToken cancel)
    {
        foreach (var sheet in Sheets.LedToBefore)
        {
            await using var select = Command($"SELECT t.\"Id\" {sheet.From} ORDER BY {sheet.Order}");
            await using var rows = await select.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel)) Count(numbers[sheet.Name], rows.GetInt64(0));
        }
    }

    public Task WriteAsync(Sheet sheet, bool withAddresses, CancellationToken cancel)
    {
        var fields = sheet.Fields.Where(field => field.IsWritten).ToList();
        return WriteAsync(sheet.Name, sheet.Select, row =>
        {
            foreach (var (i, field) in fields.Index())
            {
                if (row.IsDBNull(i) || (field.Kind is FieldKind.Mail && !withAddresses)) continue;
                if (field.Kind is FieldKind.Number) json.WriteNumber(field.Name, Count(numbers[sheet.Name], row.GetInt64(i)));
                else if (field.Kind is FieldKind.Link) Link(sheet, field, row.GetInt64(i));
                else SheetValues.Write(json, field.Name, row, i, facts[(sheet.Table, field.Column)].Kind);
            }
        }, cancel);
    }

    /// How many want questions whose asker has no name, and topics that were such a question.
    public async Task WriteVotesWithoutNamesAsync(CancellationToken cancel)
    {
        Begin("votesWithoutNames");
        var numbered = numbers["questions"];
        foreach (var seen in guarded.Sets.Select(set => set.Where(numbered.ContainsKey).OrderBy(id => numbered[id]).ToList()).Where(set => set.Count > 0).OrderBy(set => numbered[set[0]]))
        {
            var votes = await db.Votes.Where(v => seen.Contains(v.QuestionId)).Select(v => new { v.QuestionId, v.PersonId }).ToListAsync(cancel);
            BeginRow("votesWithoutNames");
            WriteNumbers("questions", seen.Select(id => numbered[id]));
            WriteNumbers("votes", seen.Select(id => votes.Count(v => v.QuestionId == id)));
            json.WriteNumber("people", votes.Select(v => v.PersonId).Distinct().Count());
            json.WriteEndObject();
        }
        json.WriteEndArray();
        var ids = guarded.All.ToHashSet();
        Begin("topicVotesWithoutNames");
        foreach (var topic in await db.Set<Hotseats.Afterwards.HotseatTopic>().Where(t => t.CommunityId == communityId && t.QuestionId != null).OrderBy(t => t.AddedAt).ThenBy(t => t.Id)
            .Select(t => new { t.Id, t.QuestionId, Votes = db.Set<Hotseats.Afterwards.TopicVote>().Count(v => v.TopicId == t.Id) }).ToListAsync(cancel))
        {
            if (!ids.Contains(topic.QuestionId!.Value)) continue;
            BeginRow("topicVotesWithoutNames");
            json.WriteNumber("topic", numbers["topics"][topic.Id]);
            json.WriteNumber("votes", topic.Votes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// Of polls that hide who voted how: how often each choice was made.
    public async Task WritePollVotesWithoutNamesAsync(CancellationToken cancel)
    {
        Begin("pollVotesWithoutNames");
        foreach (var (id, poll) in numbers["polls"])
        {
            var votes = await db.PollVotes.Where(v => v.PollId == id && !v.Poll.ShowsNames)
                .GroupBy(v => v.Choices).Select(all => new { Choices = all.Key, Votes = all.Count() }).OrderBy(one => one.Choices).ToListAsync(cancel);
            foreach (var one in votes)
            {
                BeginRow("pollVotesWithoutNames");
                json.WriteNumber("poll", poll);
                json.WriteNumber("choices", one.Choices);
                json.WriteNumber("votes", one.Votes);
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
    }

    async Task WriteAsync(string name, string sql, Action<DbDataReader> write, CancellationToken cancel)
    {
        Begin(name);
        await using var select = Command(sql);
        await using var rows = await select.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
        {
            BeginRow(name);
            write(rows);
            json.WriteEndObject();
            if (json.BytesPending > Pending) json.Flush();
        }
        json.WriteEndArray();
    }

    DbCommand Command(string sql)
    {
        var select = db.Database.GetDbConnection().CreateCommand();
        (select.CommandText, select.Transaction, select.CommandTimeout) =
            (sql.Replace("{guarded}", string.Join(',', guarded.All.Prepend(0)), StringComparison.Ordinal), db.Database.CurrentTransaction!.GetDbTransaction(), 0);
        foreach (var (name, value) in new (string, object)[] { ("@community", communityId), ("@now", now) })
        {
            if (!select.CommandText.Contains(name, StringComparison.Ordinal)) continue;
            var parameter = select.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            select.Parameters.Add(parameter);
        }
        return select;
    }

    void Begin(string name)
    {
        json.WriteStartArray(name);
        Counts[name] = 0;
    }

    // A line for each, so that people can look into it.
    void BeginRow(string name)
    {
        json.Flush();
        to.WriteByte((byte)'\n');
        json.WriteStartObject();
        Counts[name]++;
    }

    void WriteNumbers(string name, IEnumerable<int> all)
    {
        json.WriteStartArray(name);
        foreach (var one in all) json.WriteNumberValue(one);
        json.WriteEndArray();
    }

    // To what is not in the file: no link, where there need be none.
    void Link(Sheet sheet, Field field, long id)
    {
        if (numbers[field.To].TryGetValue(id, out var number)) json.WriteNumber(field.Name, number);
        else if (!facts[(sheet.Table, field.Column)].IsNullable) throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{sheet.Name}.{field.Name} leads out of the community: {id}."));
    }

    static int Count(Dictionary<long, int> known, long id)
    {
        if (!known.TryGetValue(id, out var number)) known.Add(id, number = known.Count + 1);
        return number;
    }

    // Whether somebody can sign in says nothing elsewhere.
    static string PersonOf(string kind) => kind is nameof(People.PersonKind.Guest) or nameof(People.PersonKind.Erased) ? kind : ExportedPerson.Member;
}

static class ExportedPerson
{
    public const string Member = "Member";

    /// Stands where members wrote without their name.
    public const string Unnamed = "Unnamed";
}
