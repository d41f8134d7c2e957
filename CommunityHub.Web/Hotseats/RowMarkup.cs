using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using CommunityHub.Hotseats;
using CommunityHub.Text;
using CommunityHub.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Hotseats;

/// The fixed parts of a question's row: made once and shared by every circuit that shows it, so that a row costs a circuit a frame or two
/// and no components (docs/decisions/0002-live-cost.md).
sealed class RowMarkup
{
    static readonly ConditionalWeakTable<QuestionRow, RowMarkup> Made = [];

    readonly QuestionRow row;
    // By the zone's name: a TimeZoneInfo compares itself rule by rule.
    readonly ConcurrentDictionary<(string, string, int), MarkupString> articles = new();
    readonly ConcurrentDictionary<(string, bool), MarkupString> bodies = new();
    readonly ConcurrentDictionary<int, MarkupString> thanks = new();
    readonly ConcurrentDictionary<(string, int, bool), MarkupString> links = new();

    RowMarkup(QuestionRow row)
    {
        this.row = row;
        var who = row.Organisation is null ? row.AskedBy : $"{row.AskedBy}, {row.Organisation}";
        if (row.IsClarified) who += $". {HotseatWords.Clarified}";
        Words = new($"""<div class="ask">{row.Html}</div><p class="meta">{(row.Placed is null ? Encode(who) : $"""<span class="badge">{Encode(who)}</span>""")}{(row.IsFirst ? $""" <span class="badge">{row.Say("First question")}</span>""" : "")}</p>""");
        if (row is { Answer: null, Claim: { } claim }) Words = new($"""{Words.Value}<p class="meta claim"><b>{Encode($"{HotseatWords.FirstName(claim.By)} {row.Say("is answering")}")}</b>{(claim.IsNow ? " now" : "")}</p>""");
        Short = HotseatWords.Short(row);
        ForEars = new($"""<span class="vh">: {Encode(Short)}</span>""");
        MeToo = new("Me too" + ForEars.Value);
        Yours = new("Yours" + ForEars.Value);
        QuestionMark = "q-" + row.Id;
        AnswerMark = row.Answer is null ? "" : "a-" + row.Answer.Id;
    }

    /// What its elements are called: links lead there.
    public string QuestionMark { get; }
    public string AnswerMark { get; }

    /// What stands in the button that says "me too", behind the count.
    public MarkupString MeToo { get; }
    public MarkupString Yours { get; }

    /// Where links to those that were merged into it lead.
    public MarkupString Anchors => new(string.Concat(row.MergedIds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => $"""<span id="q-{id}"></span>""")));

    /// The question and who asked.
    public MarkupString Words { get; }

    public string Short { get; }

    /// Which question a button is for.
    public MarkupString ForEars { get; }

    /// Asking the facilitators to look at it.
    public MarkupString Report(string hotseatId) => new($"""<a class="button quiet s" href="hotseats/{hotseatId}/questions/{row.Id}/report">Report{ForEars.Value}</a>""");

    /// All that stands beside the button of a question that waits, for somebody to whom nothing of it is their own.
    public MarkupString Body(string hotseatId, bool mayReport) => bodies.GetOrAdd((hotseatId, mayReport), static (key, made) =>
        new($"<div>{(made.row.Answer is null ? made.Anchors.Value : "")}{made.Words.Value}{(key.Item2 ? $"<p class=\"meta\">{made.Report(key.Item1).Value}</p>" : "")}</div>"), this);

    /// In the button that thanks for its answer.
    public MarkupString Thanks(int count, string icons) => thanks.GetOrAdd(count, static (count, made) =>
        new($"{Icon("thanks", made.Icons).Value}Thanks <span class=\"num\">{(count > 0 ? count : "")}</span>{made.Self.ForEars.Value}"), (Self: this, Icons: icons));

    /// Beside that button: to what was said under the answer, and to reporting it.
    public MarkupString AnswerLinks(string hotseatId, int comments, bool mayReport, string icons) =>
        links.GetOrAdd((hotseatId, comments, mayReport), static (key, made) => made.Self.MakeLinks(key.Item1, key.Item2, key.Item3, made.Icons), (Self: this, Icons: icons));

    MarkupString MakeLinks(string hotseatId, int comments, bool mayReport, string icons)
    {
        var address = $"hotseats/{hotseatId}/answers/{row.Answer!.Id}";
        var report = mayReport ? $""" <a class="button quiet s" href="{address}/report">{Icon("flag", icons).Value}Report{ForEars.Value}</a>""" : "";
        return new($""" <a class="button quiet s" href="{address}">{Icon("chat", icons).Value}{HotseatWords.Comments(comments)}{ForEars.Value}</a>{report}""");
    }

    public static RowMarkup Of(QuestionRow row) => Made.GetValue(row, static made => new RowMarkup(made));

    public static MarkupString Icon(string name, string icons) => new($"""<svg class="icon" aria-hidden="true"><use href="{icons}#i-{name}"/></svg>""");

    /// The question with its answer, as a reader in that zone sees it. Icons is the address of the drawings.
    public MarkupString Article(string hotseatId, TimeZoneInfo zone, int wanted, string icons) =>
        articles.GetOrAdd((hotseatId, zone.Id, wanted), static (key, made) => made.Self.MakeArticle(key.Item1, made.Zone, key.Item3, made.Icons), (Self: this, Zone: zone, Icons: icons));

    MarkupString MakeArticle(string hotseatId, TimeZoneInfo zone, int wanted, string icons)
    {
        var answer = row.Answer!;
        return new($"""
            {Anchors.Value}<div class="ask" role="heading" aria-level="3">{row.Html}</div>
            <p class="meta">{Encode(HotseatWords.AskedBy(row))}. {row.Say(HotseatWords.WereWanting(wanted))}</p>
            <div class="said">
            <div class="cluster between nowrap-x top"><span class="by"><span class="avatar t{Cloth.ColourOf(answer.By)} s" aria-hidden="true">{Encode(Avatar.Initials(answer.By))}</span><span><b>{Encode(answer.By)}</b><span>{row.Say("Answered at")} {DatesInWords.Time(answer.At, zone)}{(answer.AmendedAt is { } amended ? $". Amended at {DatesInWords.Time(amended, zone)}" : "")}</span></span></span><a class="button quiet s to-here" href="hotseats/{hotseatId}#a-{answer.Id}" aria-label="{row.Say("Link to this answer")}">{Icon("link", icons).Value}</a></div>
            <div class="prose">{answer.Html}</div>{Earlier(answer, zone)}
            </div>
            """);
    }

    // What it said before: folded, and there without a script too.
    static string Earlier(AnswerRow answer, TimeZoneInfo zone)
    {
        if (answer.AmendedAt is not { } amended || answer.Earlier.All.Count == 0) return "";
        var all = string.Concat(answer.Earlier.All.Select(earlier => $"""<p class="meta">As of {DatesInWords.Time(earlier.At, zone)}</p><div class="prose">{earlier.Html}</div>"""));
        return $"""<details class="fold" id="before-{answer.Id}"><summary>Amended at {DatesInWords.Time(amended, zone)}. Read what it said before</summary><div class="stack s">{all}</div></details>""";
    }

    static string Encode(string text) => WebUtility.HtmlEncode(text);
}
