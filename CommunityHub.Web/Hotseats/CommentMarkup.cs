using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using CommunityHub.Hotseats;
using CommunityHub.Text;
using CommunityHub.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace CommunityHub.Web.Hotseats;

/// A comment as markup: made once for each zone and shared by every circuit that shows it (docs/decisions/0002-live-cost.md).
static class CommentMarkup
{
    static readonly ConditionalWeakTable<CommentRow, ConcurrentDictionary<string, MarkupString>> Made = [];

    public static MarkupString Of(CommentRow row, TimeZoneInfo zone) =>
        Made.GetValue(row, static _ => new()).GetOrAdd(zone.Id, static (_, made) => Make(made.Row, made.Zone), (Row: row, Zone: zone));

    static MarkupString Make(CommentRow row, TimeZoneInfo zone)
    {
        var who = row.Organisation is null ? row.By : $"{row.By}, {row.Organisation}";
        return new($"""
            <p class="meta"><span class="avatar t{Cloth.ColourOf(row.By)} s" aria-hidden="true">{WebUtility.HtmlEncode(Avatar.Initials(row.By))}</span> {WebUtility.HtmlEncode(who)}, {DatesInWords.Time(row.At, zone)}</p>
            <div class="prose">{row.Html}</div>
            """);
    }
}
