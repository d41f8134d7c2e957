using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using CommunityHub.Forums;
using CommunityHub.Web.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace CommunityHub.Web.Forums;

/// Posts as they are drawn for everybody who may do the same with them and has done nothing with them yet, kept as text: nine in ten of what a
/// page of a discussion draws is that, reader after reader. What is one person's own (their post, their thanks, their bookmark, a poll, a card
/// behind a link) is drawn for them alone, and never comes here.
public sealed class PostMarkup(ILoggerFactory log)
{
    const int MostOfARow = 12;

    // What stands between the tokens of its forms, which are each reader's own. A row lives as long as it says the same (DiscussionReading).
    readonly ConditionalWeakTable<PostRow, ConcurrentDictionary<Sort, string[]>> kept = [];

    /// The posts of a page that are drawn from here, by their numbers. Cards: what stands behind links, for this reader.
    public async Task<IReadOnlyDictionary<int, RenderFragment>> ReadAsync(
        DiscussionView view, MyDiscussion mine, IReadOnlyDictionary<string, LinkCard> cards, TimeZoneInfo zone, DateTime now, ResourceAssetCollection assets, IServiceProvider request)
    {
        if (view.Standing.Reader.PersonId is null || request.GetRequiredService<AntiforgeryStateProvider>().GetAntiforgeryToken() is not { } token) return new Dictionary<int, RenderFragment>();

        var drawn = new Dictionary<int, RenderFragment>(view.Posts.Count);
        PartRenderer? drawing = null;
        try
        {
            foreach (var row in view.Posts.Where(row => !IsOwn(view, mine, row, cards)))
            {
                var sorts = kept.GetValue(row, _ => new());
                var sort = Sort.Of(view, mine, row, zone, now);
                if (!sorts.TryGetValue(sort, out var parts))
                {
                    drawing ??= new PartRenderer(request, log, assets);
                    parts = (await drawing.DrawAsync<WholePost>(new Dictionary<string, object?>
                    {
                        [nameof(WholePost.View)] = view,
                        [nameof(WholePost.Mine)] = MyDiscussion.None with { IsStarter = mine.IsStarter },
                        [nameof(WholePost.Row)] = row,
                        [nameof(WholePost.Zone)] = zone,
                        [nameof(WholePost.Now)] = now,
                    })).Split(token.Value);
                    if (sorts.Count >= MostOfARow) sorts.Clear();
                    sorts[sort] = parts;
                }
                drawn[row.Number] = Fill(parts, token.Value);
            }
        }
        finally
        {
            if (drawing is IAsyncDisposable done) await done.DisposeAsync();
        }
        return drawn;
    }

    static RenderFragment Fill(string[] parts, string token) => page =>
    {
        page.AddMarkupContent(0, parts[0]);
        foreach (var part in parts.AsSpan(1))
        {
            page.AddMarkupContent(1, token);
            page.AddMarkupContent(2, part);
        }
    };

    static bool IsOwn(DiscussionView view, MyDiscussion mine, PostRow row, IReadOnlyDictionary<string, LinkCard> cards) =>
        mine.Own.Contains(row.Number) || mine.Thanked.Contains(row.Number) || mine.Bookmarked.Contains(row.Number)
        || mine.Reacted.Any(one => one.Number == row.Number)
        || view.Polls.ContainsKey(row.Number)
        || (cards.Count > 0 && !ReferenceEquals(LinkCards.Insert(row.Html, cards), row.Html));

    /// All that decides how a post looks to somebody to whom nothing of it is their own.
    readonly record struct Sort(
        string Discussion, DiscussionKind Kind, bool IsAnswer, string? MarkedBy, bool MayPost, bool TakesPart, bool IsFacilitator, bool IsStarter,
        string Zone, DateOnly Today, int Thanks, IReadOnlyList<FileRow>? Files, IReadOnlyList<PostTally>? Tally)
    {
        public static Sort Of(DiscussionView view, MyDiscussion mine, PostRow row, TimeZoneInfo zone, DateTime now) => new(
            view.Face.Id, view.Face.Kind, view.Face.MarkedAnswer == row.Number, view.Face.MarkedAnswer == row.Number ? view.Face.MarkedBy : null,
            view.MayPost, view.Standing.TakesPart, view.Standing.IsFacilitator, mine.IsStarter,
            zone.Id, DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(now, zone)), view.Thanks.GetValueOrDefault(row.Number),
            view.Files.GetValueOrDefault(row.Number), view.Reactions.GetValueOrDefault(row.Number));
    }
}
