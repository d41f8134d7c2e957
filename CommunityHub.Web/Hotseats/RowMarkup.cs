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
    readonly ConcurrentDictionary<(string, TimeZoneInfo, int), MarkupString> articles = new();

    RowMarkup(QuestionRow row)
    {
        this.row = row;
        var who = row.Organisation is null ? row.AskedBy : $"{row.AskedBy}, {row.Organisation}";
        if (row.IsClarified) who += $". {HotseatWords.Clarified}";
        Words = new($"""<div class="ask">{row.Html}</div><p class="meta">{(row.Placed is null ? Encode(who) : $"""<span class="badge">{Encode(who)}</span>""")}{(row.IsFirst ? $""" <span class="badge">{row.Say("First question")}</span>""" : "")}</p>""");
        if (row is { Answer: null, Claim: { } claim }) Words = new($"""{Words.Value}<p class="meta claim"><b>{Encode($"{HotseatWords.FirstName(claim.By)} {row.Say("is answering")}")}</b>{(claim.IsNow ? " now" : "")}</p>""");
        Short = HotseatWords.Short(row);
        ForEars = new($"""<span class="vh">: {Encode(Short)}</span>""");
    }

    /// Where links to those that were merged into it lead.
    public MarkupString Anchors => new(string.Concat(row.MergedIds.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => $"""<span id="q-{id}"></span>""")));

    /// The question and who asked.
    public MarkupString Words { get; }

    public string Short { get; }

    /// Which question a button is for.
    public MarkupString ForEars { get; }

    /// Asking the facilitators to look at it.
    public MarkupString Report(string hotseatId) => new($"""<a class="button quiet s" href="hotseats/{hotseatId}/questions/{row.Id}/report">Report{ForEars.Value}</a>""");

    public static RowMarkup Of(QuestionRow row) => Made.GetValue(row, static made => new RowMarkup(made));

    public static MarkupString Icon(string name, string icons) => new($"""<svg class="icon" aria-hidden="true"><use href="{icons}#i-{name}"/></svg>""");

    /// The question with its answer, as a reader in that zone sees it. Icons is the address of the drawings.
    public MarkupString Article(string hotseatId, TimeZoneInfo zone, int wanted, string icons) =>
        articles.GetOrAdd((hotseatId, zone, wanted), static (key, made) => made.Self.MakeArticle(key.Item1, key.Item2, key.Item3, made.Icons), (Self: this, Icons: icons));

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
