using CommunityHub.Files;
using CommunityHub.Web.Accounts;
using Microsoft.Net.Http.Headers;

namespace CommunityHub.Web.Forums;

/// Attachments: /discussions/ID/files/FILE/NAME. Rights are asked at each download; the name in the address is for people only.
static class DiscussionFiles
{
    public static void MapDiscussionFiles(this WebApplication app) =>
        app.MapMethods("/discussions/{id}/files/{fileId}/{name}", ["GET", "HEAD"], async (string id, string fileId, HttpContext http, Attachments attachments) =>
        {
            if (await attachments.ReadAsync(http.User.ToActor(), id, fileId, http.RequestAborted) is not { } file) return Results.StatusCode(StatusCodes.Status404NotFound);

            var headers = http.Response.Headers;
            headers[HeaderNames.XContentTypeOptions] = "nosniff";
            headers.ContentSecurityPolicy = "default-src 'none'; sandbox"; // whatever is in it, it runs nothing and loads nothing
            headers.CacheControl = "private, no-cache"; // asked for anew each time, as the right to it may be lost
            headers.ContentDisposition = new ContentDispositionHeaderValue(file.IsPicture ? "inline" : "attachment") { FileNameStar = file.Name, FileName = "file" }.ToString();
            return Results.Bytes(file.Bytes, file.MediaType, enableRangeProcessing: true, entityTag: new EntityTagHeaderValue($"\"{fileId}\""));
        }).AllowAnonymous(); // open communities are read without a sign-in; the door decides
}
