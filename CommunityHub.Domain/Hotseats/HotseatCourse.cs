using CommunityHub.Text;

namespace CommunityHub.Hotseats;

/// Its course, from the announcement to the archive: by hand, or by its schedule.
public sealed partial class Hotseat
{
    /// Refused once it is live, and for times that <see cref="Schedule"/> refuses.
    public void Reschedule(Schedule schedule, DateTime now)
    {
        if (State is not (HotseatState.Draft or HotseatState.Announced or HotseatState.Collecting))
        {
            throw new RefusedException("This hotseat has begun. Its time cannot be changed any more.");
        }
        if (schedule.StartsAt <= now) throw new RefusedException("Choose a start that is still to come.");
        if (schedule.QuestionsOpenAt > schedule.StartsAt) throw new RefusedException("Questions must open before the hour begins, or with it.");

        (StartsLocal, Zone, Minutes) = (schedule.StartsLocal, schedule.Zone, schedule.Minutes);
        (StartsAt, EndsAt, QuestionsOpenAt) = (schedule.StartsAt, schedule.EndsAt, schedule.QuestionsOpenAt);
        HeldAt = null;
        if (State is not HotseatState.Draft) CalendarSequence++;
    }

    public void Announce(long? byId, DateTime now)
    {
        MoveFrom([HotseatState.Draft], HotseatState.Announced, byId, now);
        AnnouncedAt = now;
        if (QuestionsOpenAt is null || QuestionsOpenAt <= now) OpenQuestions(byId, now);
    }

    public void OpenQuestions(long? byId, DateTime now) =>
        MoveFrom([HotseatState.Announced], HotseatState.Collecting, byId, now);

    /// By the clock or by hand. A start after the announced time keeps the announced length; one long before it moves the session to now.
    public void GoLive(long? byId, DateTime now)
    {
        MoveFrom([HotseatState.Announced, HotseatState.Collecting], HotseatState.Live, byId, now);
        (WentLiveAt, HeldAt) = (now, null);
        if (byId is null) return;
        if (EndsAt - now > LongestSession)
        {
            // Opened days before: it is today now, on every page and in the calendar.
            (StartsAt, StartsLocal) = (now, TimeZoneInfo.ConvertTimeFromUtc(now, HotseatTimes.Zone(Zone)));
            CalendarSequence++;
        }
        if (now >= StartsAt) EndsAt = now.AddMinutes(Minutes);
    }

    /// Stops the clock before the start, for a late guest.
    public void Hold(DateTime now)
    {
        if (State is not (HotseatState.Announced or HotseatState.Collecting)) throw new RefusedException("There is no start to hold any more.");
        HeldAt ??= now;
    }

    /// The clock runs again; when the hour has come it opens at once, and keeps the announced length.
    public void Release(DateTime now)
    {
        if (HeldAt is null) throw new RefusedException("The start is not held.");
        HeldAt = null;
        if (now > StartsAt) EndsAt = now.AddMinutes(Minutes);
    }

    public void RunOn(DateTime now)
    {
        if (State is not HotseatState.Live) throw new RefusedException("Only a live hotseat can run on.");
        var end = EndAfterRunningOn(EndsAt, now);
        if (end - WentLiveAt > LongestSession) throw new RefusedException("A hotseat ends after twelve hours at the latest.");
        EndsAt = end;
    }

    internal static DateTime EndAfterRunningOn(DateTime endsAt, DateTime now) => (endsAt > now ? endsAt : now) + RunOnStep;

    /// For the demo world, whose live hotseat can be tried for a day.
    internal void StayOpenUntil(DateTime end) => EndsAt = end;

    public void WrapUp(long? byId, DateTime now)
    {
        MoveFrom([HotseatState.Live], HotseatState.WrappingUp, byId, now);
        WrappingUpSince = now;
    }

    public void Archive(long? byId, DateTime now)
    {
        MoveFrom([HotseatState.WrappingUp], HotseatState.Archived, byId, now);
        (ArchivedAt, AnsweringId, NextId, Announcement, AnnouncementBy) = (now, null, null, null, null);
    }

    public void Cancel(string? why, long? byId, DateTime now)
    {
        var reason = Wording.Require(why, LongestReason, "Say why. Everybody who signed up will read it.");
        if (IsOver) throw new RefusedException("This hotseat is over. It cannot be cancelled.");
        MoveFrom([HotseatState.Draft, HotseatState.Announced, HotseatState.Collecting, HotseatState.Live, HotseatState.WrappingUp],
            HotseatState.Cancelled, byId, now);
        (CancelledAt, CancelledWhy, AnsweringId, Announcement, AnnouncementBy) = (now, reason, null, null, null);
        CalendarSequence++;
    }

    /// What is due by the schedule, in order, also after the server was down. True when anything moved.
    public bool CatchUp(DateTime now)
    {
        var before = State;
        if (State is HotseatState.Announced && OpenAt <= now && (StartsAt > now || HeldAt is not null)) OpenQuestions(null, now);
        if (State is HotseatState.Announced or HotseatState.Collecting && HeldAt is null && StartsAt <= now) GoLive(null, now);
        if (State is HotseatState.Live && EndsAt <= now) WrapUp(null, now);
        if (State is HotseatState.WrappingUp && WrappingUpSince + LongestWrapUp <= now) Archive(null, now);
        return State != before;
    }

    /// When <see cref="CatchUp"/> has something to do next; null: nothing by itself.
    public DateTime? NextMoveAt() => State switch
    {
        HotseatState.Announced or HotseatState.Collecting => Soonest(
            State is HotseatState.Announced ? OpenAt : null,
            HeldAt is null ? StartsAt : null),
        HotseatState.Live => EndsAt,
        HotseatState.WrappingUp => WrappingUpSince + LongestWrapUp,
        _ => null,
    };

    // An announced one may be moved to "at the announcement" afterwards.
    DateTime? OpenAt => QuestionsOpenAt ?? AnnouncedAt;

    static DateTime? Soonest(DateTime? one, DateTime? other) =>
        one is null ? other : other is null ? one : one < other ? one : other;

    void MoveFrom(HotseatState[] allowed, HotseatState next, long? byId, DateTime now)
    {
        if (RehearsalOf is not null && next is (HotseatState.Archived or HotseatState.Cancelled)) throw new RefusedException("A rehearsal is not kept. End it, and it is gone.");
        if (!allowed.Contains(State)) throw new RefusedException($"This hotseat is {State.InWords()}. That is not possible now.");
        State = next;
        changes.Add(new StateChange(next, now, byId));
    }
}

/// Who moved a hotseat to which state, and when. By nobody: by its schedule.
public sealed class StateChange
{
    internal StateChange(HotseatState to, DateTime at, long? byId) => (To, At, ById) = (to, at, byId);

    public long Id { get; private set; }
    public HotseatState To { get; private set; }
    public DateTime At { get; private set; }
    public long? ById { get; private set; }
}

/// Says states as a sentence would.
public static class HotseatStates
{
    public static string InWords(this HotseatState state) => state switch
    {
        HotseatState.Draft => "a draft",
        HotseatState.Announced => "announced",
        HotseatState.Collecting => "collecting questions",
        HotseatState.Live => "live",
        HotseatState.WrappingUp => "wrapping up",
        HotseatState.Archived => "over",
        _ => "cancelled",
    };
}
