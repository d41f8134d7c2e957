using CommunityHub.Files;

namespace CommunityHub.Web.Forums;

/// The files that a post's form sent (FilesField).
static class Uploads
{
    /// Of a whole request: the files, the words and what the form needs around them.
    public const long MostOfARequest = ReadyFile.MostBytes + 1024 * 1024;

    /// Those that were chosen. Their content is in memory, or where it is large in a file that goes with the request.
    public static async Task<IReadOnlyList<Upload>> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType) return [];
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var uploads = new List<Upload>();
        foreach (var file in form.Files.Where(file => file.FileName.Length > 0).Take(ReadyFile.Most + 1))
        {
            if (file.Length > ReadyFile.MostBytes) throw new RefusedException("The files are too large: 10 megabytes together at most.");
            using var content = new MemoryStream((int)file.Length);
            await file.CopyToAsync(content, context.RequestAborted);
            var slot = file.Name.StartsWith("file", StringComparison.Ordinal) ? file.Name[4..] : "";
            uploads.Add(new Upload(file.FileName, content.ToArray(), form[$"alt{slot}"], form.ContainsKey($"plain{slot}")));
        }
        return uploads;
    }
}
