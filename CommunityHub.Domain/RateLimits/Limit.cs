namespace CommunityHub.RateLimits;

/// How much of one thing is too much: so many in so long. Windows slide.
public sealed record Limit(string Kind, params (int Most, TimeSpan Window)[] Rates)
{
    /// Wrong passwords for one account. A link by mail still lets its person in.
    public static readonly Limit WrongPassword = new("wrong-password", (10, TimeSpan.FromMinutes(15)));

    /// Wrong passwords from one address of the network: many people may share it, so only what fails counts.
    public static readonly Limit WrongPasswordFrom = new("wrong-password-from", (30, TimeSpan.FromMinutes(15)));

    /// Wrong codes of one person's second step, over all their challenges. Only who has the password comes so far.
    public static readonly Limit WrongCode = new("wrong-code", (10, TimeSpan.FromMinutes(15)));

    /// Mails with a link, to one mail address, and asked for from one address of the network.
    public static readonly Limit MailedLink = new("mailed-link", (3, TimeSpan.FromHours(1)));
    public static readonly Limit MailedLinkFrom = new("mailed-link-from", (20, TimeSpan.FromHours(1)));

    public static readonly Limit SignUpFrom = new("sign-up-from", (5, TimeSpan.FromHours(1)), (200, TimeSpan.FromDays(1)));

    /// What people write, and for their first day here.
    public static readonly Limit Post = new("post", (6, TimeSpan.FromMinutes(1)), (60, TimeSpan.FromHours(1)));
    public static readonly Limit FirstDayPost = new("first-day-post", (6, TimeSpan.FromMinutes(1)), (10, TimeSpan.FromDays(1)));

    /// "Me too", and no more: a whole list can be read and wanted, but nobody rings everybody's bell all day.
    public static readonly Limit Vote = new("vote", (60, TimeSpan.FromMinutes(1)), (600, TimeSpan.FromHours(1)));

    /// Each tells facilitators, or administrators. Invitations are counted where they are kept: 20 a day.
    public static readonly Limit JoinRequest = new("join-request", (10, TimeSpan.FromDays(1)));
    public static readonly Limit Report = new("report", (20, TimeSpan.FromDays(1)));
    public static readonly Limit GuestLink = new("guest-link", (20, TimeSpan.FromDays(1)));
    public static readonly Limit Proposal = new("proposal", (5, TimeSpan.FromDays(1)));
    public static readonly Limit Export = new("export", (3, TimeSpan.FromDays(1)));

    /// A person reads what they find; who takes a site down to its words needs thousands. Visitors by their address of the network, which many may share.
    public static readonly Limit Search = new("search", (60, TimeSpan.FromMinutes(1)), (600, TimeSpan.FromHours(1)));
    public static readonly Limit SearchFrom = new("search-from", (120, TimeSpan.FromMinutes(1)), (1_000, TimeSpan.FromHours(1)));

    public TimeSpan Longest { get; } = Rates.Max(rate => rate.Window);
}
