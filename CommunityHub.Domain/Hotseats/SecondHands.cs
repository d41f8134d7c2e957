using CommunityHub.Data;
using Microsoft.EntityFrameworkCore;

namespace CommunityHub.Hotseats;

/// Two facilitators at one question: the second is told what the first has done.
static class SecondHands
{
    /// Refuses a question that is not as it was seen: another one stands for it, it is gone, or its version went up.
    public static async Task RequireUnchangedAsync(this HubWork work, Question question, string questionId, int? seen)
    {
        if (question.PublicId != questionId) throw new RefusedException("Somebody has merged this question with another meanwhile. What you typed is kept.");
        if (question.WithdrawnAt is not null) throw new RefusedException("Its asker has taken this question back.");
        if (question.DeclinedAt is not null || (seen is { } version && version != question.Version))
        {
            throw new RefusedException($"{await work.WhatHappenedAsync(question)} What you typed is kept. Look once more before you press.");
        }
    }

    /// "Tom Reed approved this question meanwhile."
    public static async Task<string> WhatHappenedAsync(this HubWork work, Question question)
    {
        var last = await work.Db.Acts
            .Where(a => a.OnWhat == question.PublicId)
            .OrderByDescending(a => a.Id)
            .Select(a => new { a.Verb, Name = work.Db.People.Where(p => p.Id == a.ActorId).Select(p => p.Name).FirstOrDefault() })
            .FirstOrDefaultAsync();
        return last is { Name: { } name }
            ? $"{name} {last.Verb.Replace("a question", "this question", StringComparison.Ordinal)} meanwhile."
            : "Somebody changed this question meanwhile.";
    }
}
