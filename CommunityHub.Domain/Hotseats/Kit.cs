using CommunityHub.Text;

namespace CommunityHub.Hotseats;

/// The words that go with a hotseat, prepared in one form: seed questions, the guest's invitation, the thank-you.
public sealed class Kit
{
    public const int LongestInvitation = 1000;
    public const int LongestThankYou = 1000;
    public const int MostSeeds = 50;

    /// Wording to begin with. The facilitator changes it as they like.
    public const string ReadyInvitation =
        "Thank you for being our guest. Members ask in writing, and you answer in writing, one question at a time. Short answers are good. You can look at the questions beforehand, and finish after the hour.";

    /// The same for who brings a problem.
    public const string ReadyInvitationReversed =
        "Thank you for bringing your problem to us. Members send in suggestions in writing, and you reply in writing, one at a time. Short replies are good. You can look at the suggestions beforehand, and finish after the hour.";

    public const string ReadyThankYou =
        "Thank you for being part of it. Every question and answer is kept, to be read again at any time. If one of them helped you, pass it on to a colleague.";

    Kit(DateTime preparedAt) => (PreparedAt, Seeds, Invitation, ThankYou) = (preparedAt, "", "", "");

    public long HotseatId { get; private set; }
    public Hotseat Hotseat { get; private set; } = null!;
    public DateTime PreparedAt { get; private set; }

    /// Questions that go into the room with the announcement, one a line. Afterwards empty: they are questions then.
    public string Seeds { get; private set; }

    /// What the guest reads with the announcement.
    public string Invitation { get; private set; }

    /// What everybody who was part of it reads when it is archived; empty: nobody is thanked.
    public string ThankYou { get; private set; }

    /// It went out, once.
    public DateTime? ThankedAt { get; private set; }

    public static Kit For(Hotseat hotseat, DateTime now) => new(now) { Hotseat = hotseat };

    /// As that kind says it, where the words are the ready ones of the other: the form is filled in before the kind is chosen.
    public static string? Fit(string? words, HotseatKind kind) => (Wording.Line(words ?? ""), kind) switch
    {
        (ReadyInvitation, HotseatKind.Reversed) => ReadyInvitationReversed,
        (ReadyInvitationReversed, HotseatKind.Guest) => ReadyInvitation,
        (ReadyThankYou, HotseatKind.Reversed) => Reversal.Turn(ReadyThankYou),
        _ => words,
    };

    /// Null leaves it as it stands. Refused once the thank-you has gone out.
    public void Word(string? invitation, string? thankYou)
    {
        if (ThankedAt is not null) throw new RefusedException("This hotseat is over. It stays as it is.");
        if (invitation is not null) Invitation = Wording.Allow(invitation, LongestInvitation);
        if (thankYou is not null) ThankYou = Wording.Allow(thankYou, LongestThankYou);
    }

    public void KeepSeeds(IReadOnlyList<string> seeds) => Seeds = string.Join('\n', seeds);

    /// The prepared ones, which are the kit's no longer.
    public IReadOnlyList<string> TakeSeeds()
    {
        var seeds = ReadSeeds(Seeds);
        Seeds = "";
        return seeds;
    }

    public void Thanked(DateTime now) => ThankedAt ??= now;

    /// One question a line; empty lines and repeated ones are left out. Refuses more than <see cref="MostSeeds"/>, and one over
    /// <see cref="Question.LongestText"/> characters, by its line.
    public static IReadOnlyList<string> ReadSeeds(string? typed)
    {
        if (typed?.Length > MostSeeds * Question.LongestText * 2L) throw new RefusedException($"Use at most {MostSeeds} seed questions.");
        var seeds = new List<string>();
        foreach (var (line, number) in Wording.Clean(typed).Split('\n').Select((line, i) => (line.Trim(), i + 1)))
        {
            if (Wording.IsBlank(line)) continue;
            try
            {
                var seed = Wording.Allow(line, Question.LongestText);
                if (!seeds.Contains(seed)) seeds.Add(seed);
            }
            catch (RefusedException refused)
            {
                throw new RefusedException($"Line {number}: {refused.Message}");
            }
        }
        return seeds.Count <= MostSeeds ? seeds : throw new RefusedException($"Use at most {MostSeeds} seed questions. You have {seeds.Count}.");
    }
}
