using CommunityHub.Text;

namespace CommunityHub.Hotseats;

/// A guest answers members' questions, in writing, for an announced hour.
public sealed partial class Hotseat
{
    public const int LongestTitle = 120;
    public const int LongestAbout = 4000;
    public const int LongestAnnouncement = 200;
    public const int LongestReason = 600;
    public const string SayWhy = "Say why, in a sentence or two. Whoever wrote it reads it.";

    public static readonly TimeSpan RunOnStep = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan LongestWrapUp = TimeSpan.FromHours(24);
    public static readonly TimeSpan ShortestSession = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan LongestSession = TimeSpan.FromHours(12);

    readonly List<StateChange> changes = [];
    readonly List<Answerer> answerers = [];

    Hotseat(string publicId, long communityId, long hostId, DateTime createdAt) =>
        (PublicId, CommunityId, HostId, CreatedAt, Title, About, AboutHtml, Zone) = (publicId, communityId, hostId, createdAt, "", "", "", "");

    public long Id { get; private set; }
    public string PublicId { get; private set; }
    public long CommunityId { get; private set; }

    /// It rehearses that one, for its facilitators and guests only, and is wiped (<see cref="Rehearsals"/>).
    public long? RehearsalOf { get; private set; }

    public HotseatKind Kind { get; private set; }

    /// The facilitator who scheduled it.
    public long HostId { get; private set; }
    public DateTime CreatedAt { get; private set; }
    public string Title { get; private set; }

    /// Markdown, and the safe HTML made of it when it was saved.
    public string About { get; private set; }
    public string AboutHtml { get; private set; }
    public HotseatState State { get; private set; }

    /// As the clock on the wall shows it in <see cref="Zone"/>: zone rules change, and what was announced is this.
    public DateTime StartsLocal { get; private set; }

    /// An IANA zone: "Europe/London".
    public string Zone { get; private set; }

    /// Announced length, minutes.
    public int Minutes { get; private set; }
    public DateTime StartsAt { get; private set; }

    /// When wrapping up begins by itself. Later than announced after a run-on or a late start.
    public DateTime EndsAt { get; private set; }

    /// Null: at the announcement.
    public DateTime? QuestionsOpenAt { get; private set; }

    /// The start waits for a late guest: the clock does not open it.
    public DateTime? HeldAt { get; private set; }
    public DateTime? AnnouncedAt { get; private set; }
    public DateTime? WentLiveAt { get; private set; }
    public DateTime? WrappingUpSince { get; private set; }
    public DateTime? ArchivedAt { get; private set; }
    public DateTime? CancelledAt { get; private set; }
    public string? CancelledWhy { get; private set; }

    /// Its questions appear when a facilitator has approved them; otherwise at once.
    public bool ApprovesFirst { get; private set; }

    /// The question everybody sees as being answered.
    public long? AnsweringId { get; private set; }

    /// The one that a facilitator has lined up to be answered after it.
    public long? NextId { get; private set; }

    /// One line from the facilitator to the room.
    public string? Announcement { get; private set; }
    public string? AnnouncementBy { get; private set; }

    /// Goes up when what a calendar shows has changed: RFC 5545, 3.8.7.4.
    public int CalendarSequence { get; private set; }

    public IReadOnlyList<StateChange> Changes => changes;
    public IReadOnlyList<Answerer> Answerers => answerers;

    public bool TakesQuestions => State is HotseatState.Collecting or HotseatState.Live;
    public bool TakesAnswers => State is HotseatState.Collecting or HotseatState.Live or HotseatState.WrappingUp;
    public bool IsOver => State is HotseatState.Archived or HotseatState.Cancelled;

    public static Hotseat Draft(long communityId, long hostId, Schedule schedule, string? title, string? about, DateTime now)
    {
        var hotseat = new Hotseat(CommunityHub.PublicId.New(), communityId, hostId, now);
        hotseat.Describe(title, about);
        hotseat.Reschedule(schedule, now);
        hotseat.changes.Add(new StateChange(HotseatState.Draft, now, hostId));
        return hotseat;
    }

    /// The same room, open at once, with the same guests.
    public static Hotseat Rehearse(Hotseat of, long byId, DateTime now)
    {
        if (of.State is not (HotseatState.Draft or HotseatState.Announced or HotseatState.Collecting)) throw new RefusedException("This hotseat has begun. There is nothing to rehearse any more.");
        var rehearsal = new Hotseat(CommunityHub.PublicId.New(), of.CommunityId, byId, now)
        {
            RehearsalOf = of.Id,
            Kind = of.Kind,
            Title = of.Title,
            About = of.About,
            AboutHtml = of.AboutHtml,
            Zone = of.Zone,
            Minutes = of.Minutes,
            StartsLocal = TimeZoneInfo.ConvertTimeFromUtc(now, HotseatTimes.Zone(of.Zone)),
            StartsAt = now,
            EndsAt = now.AddMinutes(of.Minutes),
            AnnouncedAt = now,
            WentLiveAt = now,
            State = HotseatState.Live,
        };
        foreach (var guest in of.answerers.Where(a => a.RevokedAt is null)) rehearsal.Seat(guest.PersonId, guest.Introduction);
        return rehearsal;
    }

    /// Refused once it is announced: people came for what it was.
    public void TurnInto(HotseatKind kind)
    {
        if (kind == Kind) return;
        if (State is not HotseatState.Draft) throw new RefusedException("This hotseat is announced. Who asks and who answers stays as it is.");
        Kind = kind;
    }

    /// Refused once it is over.
    public void Describe(string? title, string? about)
    {
        if (IsOver) throw new RefusedException("This hotseat is over. It stays as it is.");
        var line = Wording.RequireLine(title, LongestTitle, "Give the hotseat a title.");
        var words = string.IsNullOrWhiteSpace(about) ? "" : Wording.Require(about, LongestAbout, "");
        if (State is not HotseatState.Draft && (line, words) != (Title, About)) CalendarSequence++;
        (Title, About, AboutHtml) = (line, words, Markdown.ToHtml(words));
    }

    /// A member who answers. Refused when <see cref="Answerer.Most"/> sit there already.
    public void Seat(long personId, string? introduction)
    {
        var words = RequireSeat(introduction, isNew: !answerers.Exists(a => a.PersonId == personId && a.RevokedAt is null));
        if (answerers.Find(a => a.PersonId == personId && a.RevokedAt is null) is { } same) same.Introduce(words);
        else answerers.Add(new Answerer(personId, words));
    }

    /// Somebody who comes by a personal link. Refused when <see cref="Answerer.Most"/> sit there already.
    public Answerer SeatByLink(People.Person guest, string mail, string? introduction, byte[] linkHash, DateTime now)
    {
        var seat = Answerer.ByLink(guest, mail, RequireSeat(introduction, isNew: true), linkHash, now);
        answerers.Add(seat);
        return seat;
    }

    string RequireSeat(string? introduction, bool isNew)
    {
        if (IsOver) throw new RefusedException("This hotseat is over. It stays as it is.");
        if (isNew && answerers.Count(a => a.RevokedAt is null) >= Answerer.Most) throw new RefusedException("Five people answer together at most.");
        return string.IsNullOrWhiteSpace(introduction) ? "" : Wording.RequireLine(introduction, Answerer.LongestIntroduction, "");
    }

    public void Unseat(long personId, DateTime now) => answerers.Find(a => a.PersonId == personId && a.RevokedAt is null)?.Revoke(now);

    /// Pins it for everybody.
    public void AnswerNow(Question question)
    {
        if (!TakesAnswers) throw new RefusedException("This hotseat does not take answers now.");
        if (!question.IsWaiting) throw new RefusedException("This question is not waiting any more.");
        AnsweringId = question.Id;
        NoLongerNext(question);
    }

    internal void NoLongerNext(Question question) => NextId = NextId == question.Id ? null : NextId;

    public void StopAnswering() => AnsweringId = null;

    /// Shown to everybody as the one that comes next.
    public void LineUp(Question question)
    {
        if (!TakesAnswers) throw new RefusedException("This hotseat does not take answers now.");
        if (!question.IsWaiting) throw new RefusedException("This question is not waiting any more.");
        NextId = question.Id;
    }

    /// Refused too early and too late.
    public void RequireQuestions()
    {
        if (TakesQuestions) return;
        throw new RefusedException(State is HotseatState.Draft or HotseatState.Announced
            ? "The room does not take questions yet. Yours is kept as a draft."
            : "The room has stopped taking questions. Yours is kept as a draft.");
    }

    /// Whether questions wait for a facilitator from now on. Those that wait already go on waiting.
    public void ApproveFirst(bool approvesFirst)
    {
        if (approvesFirst == ApprovesFirst) return;
        if (IsOver) throw new RefusedException("This hotseat is over. It stays as it is.");
        ApprovesFirst = approvesFirst;
    }

    /// One line for everybody in the room; an empty one takes it away.
    public void Say(string? line, string byName)
    {
        if (IsOver) throw new RefusedException("This hotseat is over.");
        Announcement = string.IsNullOrWhiteSpace(line) ? null : Wording.RequireLine(line, LongestAnnouncement, "");
        AnnouncementBy = Announcement is null ? null : byName;
    }
}
