using CommunityHub.Data;
using CommunityHub.Hotseats;
using CommunityHub.Hotseats.Afterwards;
using CommunityHub.Live;
using CommunityHub.People;
using CommunityHub.RateLimits;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Hotseats;

/// The demo world of a running site: Ada holds hotseats in Adult Social Care (by request) or Housing Repairs (open), Gus sits in them.
sealed class Town
{
    public const string Closed = "adult-social-care";
    public const string Open = "housing-repairs";

    readonly IServiceProvider services;

    public Town(IServiceProvider services)
    {
        this.services = services;
        services.GetRequiredService<Limits>().AreOff = true; // setting a stage asks a lot at once
    }

    public HotseatSessions Sessions => services.GetRequiredService<HotseatSessions>();
    public HotseatQuestions Questions => services.GetRequiredService<HotseatQuestions>();

    public QuestionMerges Merges => services.GetRequiredService<QuestionMerges>();

    public static string AddressOf(string name) => $"{name}@demo.test";

    public async Task<Actor> FindAsync(string name)
    {
        await using var db = services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContext();
        return Actor.Of(await db.Users.Where(a => a.Email == AddressOf(name)).Select(a => a.PersonId).SingleAsync());
    }

    public async Task<HotseatForm> FormAsync(string title)
    {
        await using var db = services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContext();
        return new HotseatForm
        {
            Title = title,
            StartsLocal = DateTime.UtcNow.Date.AddDays(3).AddHours(11),
            Zone = "Europe/London",
            GuestId = await db.Users.Where(a => a.Email == AddressOf("gus")).Select(a => a.Person.PublicId).SingleAsync(),
        };
    }

    /// In the wanted state, by hand.
    public async Task<string> HotseatAsync(HotseatState state, string community = Closed, string title = "Ask Gus about ramps")
    {
        var ada = await FindAsync("ada");
        var id = await Sessions.DraftAsync(ada, community, await FormAsync(title));
        if (state is HotseatState.Draft) return id;
        await Sessions.AnnounceAsync(ada, id);
        if (state >= HotseatState.Live) await Sessions.GoLiveAsync(ada, id);
        if (state >= HotseatState.WrappingUp) await Sessions.WrapUpAsync(ada, id);
        if (state >= HotseatState.Archived) await Sessions.ArchiveAsync(ada, id);
        return id;
    }

    public async Task<string> AskAsync(string name, string hotseatId, string words) => await Questions.AskAsync(await FindAsync(name), hotseatId, words);

    /// What was asked without a name appears now, and not in 5 to 20 seconds.
    public Task AppearsAsync(string hotseatId) => services.GetRequiredService<HubWrites>().DoAsync(async work =>
    {
        var id = await work.Db.Hotseats.Where(h => h.PublicId == hotseatId).Select(h => h.Id).SingleAsync();
        await work.Db.Questions.Where(q => q.HotseatId == id && q.AppearsAt > work.Now).ExecuteUpdateAsync(question => question.SetProperty(q => q.AppearsAt, work.Now));
        work.Announce(LiveTopic.Hotseat(id));
    });

    /// Of a question that the hour left open.
    public async Task<string> FollowUpOfAsync(string questionId)
    {
        await using var db = services.GetRequiredService<IDbContextFactory<HubDb>>().CreateDbContext();
        return await db.Set<FollowUp>().Where(f => f.Question.PublicId == questionId).Select(f => f.PublicId).SingleAsync();
    }

    public async Task<HotseatRoom> ReadAsync(string hotseatId) =>
        (await services.GetRequiredService<HotseatRooms>().ReadAsync(await FindAsync("ada"), hotseatId))!;
}
