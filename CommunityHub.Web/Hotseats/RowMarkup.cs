using System.Net;
using System.Runtime.CompilerServices;
using CommunityHub.Hotseats;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Hotseats;

/// The fixed parts of a question's row: made once and shared by every circuit that shows it (docs/decisions/0002-live-cost.md).
sealed class RowMarkup
{
    static readonly ConditionalWeakTable<QuestionRow, RowMarkup> Made = [];

    RowMarkup(QuestionRow row)
    {
        var who = row.Organisation is null ? row.AskedBy : $"{row.AskedBy}, {row.Organisation}";
        Words = new($"""<div class="ask">{row.Html}</div><p class="meta">{WebUtility.HtmlEncode(who)}</p>""");
        ForEars = new($"""<span class="vh">: {WebUtility.HtmlEncode(HotseatWords.Short(row))}</span>""");
    }

    /// The question and who asked.
    public MarkupString Words { get; }

    /// Which question a button is for.
    public MarkupString ForEars { get; }

    public static RowMarkup Of(QuestionRow row) => Made.GetValue(row, static made => new RowMarkup(made));
}
