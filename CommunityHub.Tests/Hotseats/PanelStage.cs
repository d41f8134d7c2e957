using CommunityHub.Accounts;
using CommunityHub.Hotseats;
using CommunityHub.People;
using CommunityHub.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Tests.Hotseats;

/// A panel set up by the operations themselves: guests by a link, who open it.
sealed class PanelStage(TestHub hub)
{
    public HotseatPanel Panel => hub.Get<HotseatPanel>();
    public GuestLinks Links => hub.Get<GuestLinks>();
    public HotseatDesks Desks => hub.Get<HotseatDesks>();

    /// Gives the key of the link.
    public Task<string> InviteAsync(string hotseatId, string name = "Ama Serwaa", string? mail = null) =>
        Panel.InviteAsync(hub.Cast.Ada, hotseatId, name, mail ?? $"{name.Split(' ')[0]}@guests.test".ToLowerInvariant(), "Twenty years a payroll clerk.");

    /// Somebody who was invited and has opened the link.
    public async Task<Actor> GuestAsync(string hotseatId, string name = "Ama Serwaa") => await OpenAsync(await InviteAsync(hotseatId, name), name);

    public async Task<Actor> OpenAsync(string key, string name = "Ama Serwaa") => (await Links.OpenAsync(key, name, "Firefox on Linux")).Ticket.Actor;

    public Task RevokeAsync(string hotseatId, Actor guest) => RevokeAsync(hub.Cast.Ada, hotseatId, guest);

    public async Task RevokeAsync(Actor actor, string hotseatId, Actor guest) => await Panel.RevokeAsync(actor, hotseatId, await IdOfAsync(guest));

    public Task<string> IdOfAsync(Actor actor) => hub.LookAsync(db => db.People.Where(p => p.Id == actor.PersonId).Select(p => p.PublicId).SingleAsync());
}
