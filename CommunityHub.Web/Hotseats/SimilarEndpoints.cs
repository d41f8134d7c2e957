using CommunityHub.Hotseats;
using CommunityHub.Text;
using CommunityHub.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace CommunityHub.Web.Hotseats;

/// What hub.js asks while somebody types a question: which are near to it, and "me too" for one of them. Posts, so that no line of a log
/// holds what was typed; forms, so that they need the page's token.
static class SimilarEndpoints
{
    public static void MapSimilarQuestions(this WebApplication app)
    {
        var room = app.MapGroup("/hotseats/{id}").RequireAuthorization().WithMetadata(new SkipStatusCodePagesAttribute());
        room.MapPost("/similar", FindAsync);
        room.MapPost("/want", WantAsync);
    }

    static async Task<IResult> FindAsync(string id, [FromForm] string? text, HttpContext context, HotseatRooms rooms)
    {
        context.Response.Headers.CacheControl = "no-store";
        var me = context.User.ToActor();
        if (await rooms.ReadAsync(me, id, context.RequestAborted) is not { Standing.TakesPart: true } room) return Results.NotFound();

        var mine = await rooms.ReadMineAsync(me, room.HotseatId, context.RequestAborted);
        return Results.Json(SimilarQuestions.Find(text, room.Room.Questions).Select(q => new
        {
            q.Id,
            Text = Markdown.ToPlain(q.Text, 140),
            Wanted = room.Votes.Of(q.Id),
            IsWanted = mine.Wanted.Contains(q.Id),
            Answer = q.Answer?.Id,
        }));
    }

    static async Task<IResult> WantAsync(string id, [FromForm] string? question, HttpContext context, HotseatQuestions questions)
    {
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await questions.VoteAsync(context.User.ToActor(), question ?? "", wanted: true);
            return Results.NoContent();
        }
        catch (RefusedException refused)
        {
            return Results.Json(new { refused.Message }, statusCode: StatusCodes.Status403Forbidden);
        }
    }
}
