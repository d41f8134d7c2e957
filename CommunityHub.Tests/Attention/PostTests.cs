using CommunityHub.Attention;
using CommunityHub.Communities;
using CommunityHub.Live;
using CommunityHub.Site;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace CommunityHub.Tests.Attention;

/// F14, R14, I11.
public sealed class PostTests : IAsyncLifetime
{
    readonly Carrier carrier = new();
    TestHub hub = null!;
    Post post = null!;

    public async ValueTask InitializeAsync()
    {
        hub = await TestHub.OnSqliteAsync();
        hub.Get<SiteAddress>().Fallback = "https://hub.example.org/";
        post = new Post(hub.Databases, hub.Writes, hub.Get<SiteAddress>(), hub.Clock, NullLogger<Post>.Instance, carrier);
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task A_letter_goes_once_with_the_address_of_the_site_before_its_link()
    {
        await WriteAsync("Hello", path: "/notices");

        await SendAsync();
        await SendAsync();

        Assert.Equal("Words\n\nhttps://hub.example.org/notices", Assert.Single(carrier.Carried).Text);
    }

    [Fact]
    public async Task Line_ends_in_a_subject_begin_no_new_header()
    {
        await WriteAsync("Hello\r\nBcc: everybody@demo.test");

        await SendAsync();

        Assert.Equal("Hello Bcc: everybody@demo.test", Assert.Single(carrier.Carried).Subject);
    }

    [Fact]
    public async Task One_letter_that_fails_stops_no_other_and_is_tried_again_later()
    {
        await WriteAsync("Broken");
        await WriteAsync("Whole");
        carrier.Refuses = "Broken";

        await SendAsync();
        Assert.Equal(["Whole"], carrier.Carried.Select(letter => letter.Subject));
        carrier.Refuses = null;
        await SendAsync();
        Assert.Single(carrier.Carried);

        hub.Clock.Pass(TimeSpan.FromMinutes(1));
        await SendAsync();
        Assert.Equal(["Whole", "Broken"], carrier.Carried.Select(letter => letter.Subject));
    }

    [Fact]
    public async Task A_letter_is_given_up_after_seven_tries()
    {
        await WriteAsync("Broken");
        carrier.Refuses = "Broken";

        for (var i = 0; i < 10; i++)
        {
            await SendAsync();
            hub.Clock.Pass(TimeSpan.FromDays(2));
        }

        Assert.Equal(7, await hub.LookAsync(db => db.Mails.Where(m => m.GivenUpAt != null).Select(m => m.Tries).SingleAsync()));
    }

    [Fact]
    public async Task A_letter_from_a_community_is_not_sent_to_who_has_left_it_meanwhile()
    {
        var bo = hub.Cast.Bo.PersonId!.Value;
        await WriteAsync("Before", bo, hub.Cast.Private);
        await hub.Writes.DoAsync(async work =>
            (await work.Db.Memberships.SingleAsync(m => m.PersonId == bo && m.CommunityId == hub.Cast.Private)).End(work.Now), TestContext.Current.CancellationToken);
        await WriteAsync("Still", bo, hub.Cast.Open);

        await SendAsync();

        Assert.Equal(["Still"], carrier.Carried.Select(letter => letter.Subject));
    }

    [Fact]
    public async Task Letters_wait_until_the_address_of_the_site_is_known()
    {
        hub.Get<SiteAddress>().Fallback = null;
        await WriteAsync("Hello");

        await SendAsync();

        Assert.Empty(carrier.Carried);
    }

    [Fact]
    public async Task A_notice_of_a_community_one_has_left_is_not_shown_and_not_counted()
    {
        var bo = hub.Cast.Bo;
        await hub.Writes.DoAsync(async work =>
        {
            await work.TellAsync(bo.PersonId!.Value, "From the private one", "/a", hub.Cast.Private);
            await work.TellAsync(bo.PersonId!.Value, "From the open one", "/b", hub.Cast.Open);
        }, TestContext.Current.CancellationToken);
        var list = hub.Get<NoticeList>();
        Assert.Equal(2, (await list.ListAsync(bo)).Lines.Count);
        var hidden = (await list.ListAsync(bo)).Lines.Single(line => line.Words == "From the private one").PublicId;

        await hub.Writes.DoAsync(async work =>
            (await work.Db.Memberships.SingleAsync(m => m.PersonId == bo.PersonId && m.CommunityId == hub.Cast.Private)).End(work.Now), TestContext.Current.CancellationToken);

        Assert.Equal("From the open one", Assert.Single((await list.ListAsync(bo)).Lines).Words);
        Assert.Null(await list.OpenAsync(bo, hidden));
        Assert.Null(await list.OpenAsync(hub.Cast.Ada, (await list.ListAsync(bo)).Lines[0].PublicId));
    }

    [Fact]
    public async Task Notices_come_by_the_page_newest_first_and_are_read_at_once()
    {
        var bo = hub.Cast.Bo;
        await hub.Writes.DoAsync(async work =>
        {
            for (var i = 1; i <= NoticeList.PageLength + 5; i++) await work.TellAsync(bo.PersonId!.Value, $"News {i}", "/a");
        }, TestContext.Current.CancellationToken);
        var list = hub.Get<NoticeList>();

        var first = await list.ListAsync(bo);
        var second = await list.ListAsync(bo, first.Next);

        Assert.Equal((NoticeList.PageLength, 5, null), (first.Lines.Count, second.Lines.Count, second.Next));
        Assert.DoesNotContain(first.Lines, line => second.Lines.Contains(line));
        await list.ReadAllAsync(bo);
        Assert.All((await list.ListAsync(bo)).Lines, line => Assert.True(line.IsRead));
    }

    Task WriteAsync(string subject, long? person = null, long? community = null, string? path = null) => hub.Writes.DoAsync(work =>
    {
        work.Db.Add(Mail.Write("somebody@demo.test", subject, "Words", work.Now, person, community, path));
        return Task.CompletedTask;
    });

    Task<int> SendAsync() => post.SendDueAsync(TestContext.Current.CancellationToken);

    sealed class Carrier : ICarrier
    {
        public List<Letter> Carried { get; } = [];
        public string? Refuses { get; set; }

        public Task CarryAsync(Letter letter, CancellationToken cancel)
        {
            if (letter.Subject == Refuses) throw new IOException("The mail server said no.");
            Carried.Add(letter);
            return Task.CompletedTask;
        }
    }
}
