using CommunityHub.Forums;
using CommunityHub.Live;
using CommunityHub.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Forums;

/// A live part that says what is new to its reader in all their communities. Many topics ring it; it is drawn once a second at most, but when a
/// right is lost at once.
public abstract class UnreadPart : LiveComponent
{
    static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    long[] communities = [];
    object?[]? said;
    DateTimeOffset drawnAt;

    [Inject] UnreadCounts Counts { get; set; } = default!;
    [Inject] protected TimeProvider Clock { get; set; } = default!;

    protected MyUnread Unread { get; private set; } = MyUnread.Nothing;

    protected sealed override LiveTopic[] Topics => Me.PersonId is { } me ? [.. UnreadCounts.TopicsOf(me, communities), .. MoreTopics(me)] : [];

    /// What else rings it.
    protected virtual LiveTopic[] MoreTopics(long me) => [];

    /// All that is drawn, to see whether it has changed.
    protected abstract object?[] Said { get; }

    // Which communities there are to listen to is known when they have been read.
    public sealed override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        communities = [.. (await Counts.ReadAsync(Me)).Communities.Select(one => one.CommunityId)];
        await base.SetParametersAsync(ParameterView.Empty);
    }

    protected sealed override async Task<bool> LoadAsync(CancellationToken cancel)
    {
        await ReadAsync(cancel);
        if (said is not null && Said.SequenceEqual(said)) return false;
        if (!IsHurried && drawnAt + Pace - Clock.GetUtcNow() is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest, Clock, cancel);
            await ReadAsync(cancel);
        }
        (said, drawnAt) = (Said, Clock.GetUtcNow());
        return true;
    }

    protected virtual async Task ReadAsync(CancellationToken cancel) => Unread = await Counts.ReadAsync(Me, cancel);
}
