using Bunit;
using Bunit.TestDoubles;
using CommunityHub.Communities;
using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using CommunityHub.Web.Forums;
using CommunityHub.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Forums;

/// The counts of a page that is open.
public sealed class LiveUnreadTests() : ForumTest(new SqliteTestDatabase())
{
    [Fact]
    public async Task What_others_write_and_what_one_reads_in_another_tab_changes_the_counts()
    {
        var id = await StartAsync();
        await Following.MarkReadAsync(Cast.Cy, id, 1);
        await using var circuit = Circuit();
        var part = Open(circuit, Cast.Cy, id);
        Assert.Equal(("", "", ""), (Says(part, "all"), Says(part, "here"), Says(part, id)));

        await Posts.PostAsync(Cast.Gus, id, "We did.");
        await SoonAsync(part, () => Assert.Equal(("1 discussion with something new", "1 discussion with something new", "1 new"), (Says(part, "all"), Says(part, "here"), Says(part, id))));
        await Following.MarkReadAsync(Cast.Cy, id, 2);
        await SoonAsync(part, () => Assert.Equal(("", "", ""), (Says(part, "all"), Says(part, "here"), Says(part, id))));
        await Following.FollowAsync(Cast.Cy, id, isMuted: true);
        await Posts.PostAsync(Cast.Gus, id, "For a year.");
        await StartAsync();
        await SoonAsync(part, () => Assert.Equal(("1 discussion with something new", ""), (Says(part, "all"), Says(part, id))));
    }

    [Fact]
    public async Task A_notice_that_comes_changes_the_number_at_the_bell_and_so_does_reading_it()
    {
        var id = await StartAsync();
        await using var circuit = Circuit();
        var part = Open(circuit, Cast.Cy, id);
        Assert.Equal("", Says(part, "notices"));

        await Posts.PostAsync(Cast.Gus, id, "@Cy Morrow, and you?");
        await SoonAsync(part, () => Assert.Equal("1 new", Says(part, "notices")));
        await Hub.Get<CommunityHub.Attention.NoticeList>().ReadAllAsync(Cast.Cy);
        await SoonAsync(part, () => Assert.Equal("", Says(part, "notices")));
    }

    [Fact]
    public async Task A_burst_is_drawn_once_a_second_at_most()
    {
        var (id, other) = (await StartAsync(), await StartAsync(Cast.Private));
        await Following.MarkReadAsync(Cast.Ada, id, 1);
        await Following.MarkReadAsync(Cast.Ada, other, 1);
        await using var circuit = Circuit();
        var part = Open(circuit, Cast.Ada, id, other);
        var (drawn, clock) = (part.RenderCount, System.Diagnostics.Stopwatch.StartNew());
        for (var i = 0; i < 12; i++)
        {
            await Posts.PostAsync(Cast.Gus, id, $"Number {i}.");
            await Posts.PostAsync(Cast.Gus, other, $"Number {i}.");
        }

        await SoonAsync(part, () => Assert.Equal(("12 new", "12 new"), (Says(part, id), Says(part, other))));
        Assert.InRange(part.RenderCount - drawn, 1, 1 + (int)Math.Ceiling(clock.Elapsed.TotalSeconds));
    }

    [Fact]
    public async Task Who_loses_the_right_loses_the_counts_and_the_page()
    {
        var (id, other) = (await StartAsync(), await StartAsync(Cast.Open, Cast.Ada));
        await using var circuit = Circuit();
        var part = Open(circuit, Cast.Gus, id, other);
        Assert.Equal(("2 discussions with something new", "new"), (Says(part, "all"), Says(part, id)));

        var gus = await Hub.LookAsync(db => db.People.Where(p => p.Id == Cast.Gus.PersonId).Select(p => p.PublicId).SingleAsync());
        await Hub.Get<Suspensions>().FromCommunityAsync(Cast.Ada, Cast.ByRequest, gus, "Repeated unkind words.", Hub.Now.AddDays(7));

        await SoonAsync(part, () => Assert.Equal(("1 discussion with something new", "", "", "new"), (Says(part, "all"), Says(part, "here"), Says(part, id), Says(part, other))));
        var went = Assert.Single(circuit.Services.GetRequiredService<BunitNavigationManager>().History);
        Assert.True(went.Options.ForceLoad);
    }

    [Fact]
    public async Task Who_leaves_listens_no_more()
    {
        var circuit = Circuit();
        Open(circuit, Cast.Gus);
        Assert.Equal(1, Hub.Feed.CountListeners(LiveTopic.Forum(Cast.ByRequest)));
        Assert.Equal(1, Hub.Feed.CountListeners(LiveTopic.Reading(Cast.Gus.PersonId!.Value)));
        await circuit.DisposeAsync();
        Assert.Equal(0, Hub.Feed.CountListeners(LiveTopic.Forum(Cast.ByRequest)));
        Assert.Equal(0, Hub.Feed.CountListeners(LiveTopic.Reading(Cast.Gus.PersonId!.Value)));
    }

    static Task SoonAsync(IRenderedComponent<LiveUnread> part, Action sees) => part.WaitForAssertionAsync(sees, TimeSpan.FromSeconds(10));

    // The words that a screen reader has, with the count.
    static string Says(IRenderedComponent<LiveUnread> part, string of) => part.Find($"[data-of='{of}']").TextContent.Trim();

    BunitContext Circuit()
    {
        var circuit = new BunitContext();
        circuit.Services.AddSingleton(Hub.Feed);
        circuit.Services.AddScoped<PageEars>();
        circuit.Services.AddSingleton<TimeProvider>(Hub.Clock);
        circuit.Services.AddSingleton(Hub.Get<UnreadCounts>());
        circuit.Services.AddSingleton(Hub.Get<OwnDetails>());
        circuit.Renderer.SetRendererInfo(new("Server", true));
        return circuit;
    }

    IRenderedComponent<LiveUnread> Open(BunitContext circuit, Actor who, params string[] ids)
    {
        circuit.RenderTree.Add<CascadingValue<Actor>>(it => it.Add(value => value.Value, who));
        var part = circuit.Render<LiveUnread>(it => it.Add(p => p.CommunityId, Cast.ByRequest).Add(p => p.Ids, ids));
        part.WaitForElement("#live-unread");
        return part;
    }
}
