using CommunityHub.Hotseats;
using CommunityHub.Live;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Hotseats;

/// A live part of the console that also shows what does not stand in the room.
public abstract class BackstageComponent : ConsoleComponent
{
    [Inject] HotseatBackstage Backstages { get; set; } = default!;

    /// Empty for who is no facilitator.
    protected Backstage Behind { get; private set; } = Backstage.Empty;

    protected override IEnumerable<LiveTopic> MoreTopics => [LiveTopic.Backstage(HotseatId)];

    protected override async Task<bool> LoadAsync(CancellationToken cancel)
    {
        var before = Behind;
        Behind = (await Backstages.ReadAsync(Me, Id, cancel))?.Value ?? Backstage.Empty;
        return await base.LoadAsync(cancel) | !ReferenceEquals(before, Behind);
    }
}
