using CommunityHub.Communities;
using CommunityHub.Data;
using CommunityHub.Live;
using CommunityHub.People;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats.Afterwards;

/// One choice of who sorts: this question under that theme; null: under none.
public sealed record ThemeChoice(string QuestionId, string? ThemeId);

/// Puts the questions of a hotseat under the themes of its community.
public sealed class ThemeSorting(HubWrites writes)
{
    /// Only what is in the list changes: two who sort at once keep each other's choices. Refuses who is no facilitator, a question of
    /// another hotseat, and a theme that is not the community's or is retired.
    public Task SortAsync(Actor actor, string hotseatId, IReadOnlyList<ThemeChoice> choices) => writes.DoAsync(async work =>
    {
        var (hotseat, standing) = await work.InHotseatAsync(actor, hotseatId);
        standing.RequireFacilitator();
        if (choices.Count == 0) return;

        var wanted = choices.Select(choice => choice.QuestionId).ToList();
        var questions = await work.Db.Questions.Where(q => q.HotseatId == hotseat.Id && wanted.Contains(q.PublicId)).ToDictionaryAsync(q => q.PublicId, q => q.Id);
        var themes = await work.Db.Set<Theme>().Where(t => t.CommunityId == hotseat.CommunityId).ToDictionaryAsync(t => t.PublicId);
        var sorted = await work.Db.Set<QuestionTheme>().Where(s => questions.Values.Contains(s.QuestionId)).ToDictionaryAsync(s => s.QuestionId);
        foreach (var choice in choices)
        {
            if (!questions.TryGetValue(choice.QuestionId, out var question)) throw new RefusedException("This question is not there any more. Load the page again.");
            var before = sorted.GetValueOrDefault(question);
            if (choice.ThemeId is null)
            {
                if (before is not null) work.Db.Remove(before);
                continue;
            }
            if (!themes.TryGetValue(choice.ThemeId, out var theme)) throw new RefusedException("Choose a theme from the list.");
            if (before?.ThemeId == theme.Id) continue;
            if (theme.RetiredAt is not null) throw new RefusedException($"“{theme.Name}” is retired. Choose another theme.");
            if (before is not null) before.MoveTo(theme.Id);
            else work.Db.Add(QuestionTheme.Of(question, theme.Id));
        }
        work.Announce(LiveTopic.Hotseat(hotseat.Id));
    });
}
