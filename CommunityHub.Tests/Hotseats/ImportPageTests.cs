using System.Net;
using System.Text;
using CommunityHub.Hotseats;
using CommunityHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats;

public sealed class ImportPageTests(TestSite site) : IClassFixture<TestSite>
{
    const string Table = "Name,Question\nBo,\"Who pays, and when?\"\nCy,=1+1\nDi,\n";

    Town Town { get { site.StartServer(); return new Town(site.Services); } }

    [Fact]
    public async Task A_file_is_looked_at_first_and_comes_in_once_however_often_it_is_confirmed()
    {
        var town = Town;
        var id = await town.HotseatAsync(HotseatState.Collecting);
        using var ada = await SignedInAsync("ada");

        var look = await UploadAsync(ada, id, Encoding.UTF8.GetBytes(Table));
        Assert.Contains("2 questions can come in, 1 line cannot", look, StringComparison.Ordinal);
        Assert.Contains("<b>Line 4:</b> There is no question in this line.", look, StringComparison.Ordinal);
        Assert.Empty((await town.ReadAsync(id)).Room.Questions);

        var confirm = PostedForm.AllOf(look, $"/hotseats/{id}/import").Single(form => form.Fields.Any(field => field.Key is "text"));
        for (var i = 0; i < 2; i++)
        {
            using var done = await ada.PostAsync(confirm, "kind", "collected");
            Assert.EndsWith($"/hotseats/{id}/import?done=2", done.Headers.Location!.ToString(), StringComparison.Ordinal);
        }

        var questions = (await town.ReadAsync(id)).Room.Questions;
        Assert.Equal(["Who pays, and when?", "=1+1"], questions.Select(q => q.Text));
        Assert.All(questions, q => Assert.Equal(("Collected beforehand", false), (q.AskedBy, q.IsSeed)));
        Assert.Contains("'=1+1,Collected beforehand", await ada.ReadAsync($"/hotseats/{id}/export.csv"), StringComparison.Ordinal);
        Assert.Contains("It is in the room already.", await UploadAsync(ada, id, Encoding.UTF8.GetBytes(Table)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pasted_seeds_stand_below_members_questions_and_say_what_they_are()
    {
        var town = Town;
        var id = await town.HotseatAsync(HotseatState.Live);
        await town.AskAsync("bo", id, "A member's?");
        using var ada = await SignedInAsync("ada");
        using var look = await ada.PostAsync($"/hotseats/{id}/import", "look", ("pasted", "A seed, with a comma?\nAnother?"), ("kind", "seed"));
        var confirm = PostedForm.AllOf(await WordsAsync(look), $"/hotseats/{id}/import").Single(form => form.Fields.Any(field => field.Key is "text"));
        using var done = await ada.PostAsync(confirm, "kind", "seed");
        Assert.Equal(HttpStatusCode.Found, done.StatusCode);

        using var bo = await SignedInAsync("bo");
        var room = await bo.ReadAsync($"/hotseats/{id}?sort=newest");
        Assert.True(room.IndexOf("A member", StringComparison.Ordinal) < room.IndexOf("A seed, with a comma?", StringComparison.Ordinal));
        Assert.Contains("Seed question", room, StringComparison.Ordinal);
        Assert.Contains("Seed question", await bo.ReadAsync($"/hotseats/{id}/text"), StringComparison.Ordinal);
        Assert.Contains("Seed question", await ada.ReadAsync($"/hotseats/{id}/console"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_in_words_and_what_was_pasted_stays()
    {
        var id = await Town.HotseatAsync(HotseatState.Collecting);
        using var ada = await SignedInAsync("ada");

        Assert.Contains("is not in UTF-8", await UploadAsync(ada, id, Encoding.Latin1.GetBytes("Question\nFür wen?")), StringComparison.Ordinal);
        Assert.Contains("at most 1 MB", await UploadAsync(ada, id, new byte[QuestionTable.LongestFile + 1]), StringComparison.Ordinal);
        Assert.Contains("Choose a file, or paste the questions.", await UploadAsync(ada, id, []), StringComparison.Ordinal);
        var many = string.Join('\n', Enumerable.Range(0, 601).Select(i => $"Number {i}?"));
        using var refused = await ada.PostAsync($"/hotseats/{id}/import", "look", ("pasted", many));
        var words = await WordsAsync(refused);
        Assert.Contains("at most 600 questions at once", words, StringComparison.Ordinal);
        Assert.Contains("Number 600?</textarea>", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_is_wrapping_up_no_more_come_in()
    {
        var town = Town;
        var id = await town.HotseatAsync(HotseatState.WrappingUp);
        await Assert.ThrowsAsync<RefusedException>(async () => await site.Services.GetRequiredService<QuestionImports>().BringInAsync(await town.FindAsync("ada"), id, "Late?", PlacedKind.Seed));
    }

    [Theory]
    [InlineData("bo")]
    [InlineData("gus")]
    [InlineData("fay")]
    [InlineData("ned")]
    [InlineData("dot")]
    public async Task Only_facilitators_find_the_page_and_can_bring_anything_in(string who)
    {
        var town = Town;
        var id = await town.HotseatAsync(HotseatState.Collecting);
        using var visitor = await SignedInAsync(who);
        foreach (var page in new[] { "import", "rehearse" })
        {
            using var answer = await visitor.GetAsync($"/hotseats/{id}/{page}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        var imports = site.Services.GetRequiredService<QuestionImports>();
        var actor = await town.FindAsync(who);
        await Assert.ThrowsAsync<RefusedException>(() => imports.LookAsync(actor, id, "A question?", TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<RefusedException>(() => imports.BringInAsync(actor, id, "A question?", PlacedKind.Seed));
    }

    static async Task<string> UploadAsync(HttpVisitor who, string id, byte[] file)
    {
        var page = $"/hotseats/{id}/import";
        var form = PostedForm.AllOf(await who.ReadAsync(page), page).Single(form => form.Name is "look");
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in form.Fields.Where(field => field.Key is not "file")) content.Add(new StringContent(value), name);
        content.Add(new ByteArrayContent(file), "file", "questions.csv");
        using var answer = await who.SendAsync(new HttpRequestMessage(HttpMethod.Post, page) { Content = content });
        return WebUtility.HtmlDecode(await WordsAsync(answer));
    }

    async Task<HttpVisitor> SignedInAsync(string who)
    {
        var visitor = new HttpVisitor(site);
        await visitor.SignInAsync(Town.AddressOf(who));
        return visitor;
    }

    static Task<string> WordsAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
