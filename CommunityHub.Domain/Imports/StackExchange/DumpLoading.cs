using System.Globalization;

namespace CommunityHub.Imports.StackExchange;

/// The first pass: reads every file to its end before anything is imported, and keeps of it what can be.
sealed class DumpLoading(string folder, DumpStage stage, ImportReport report, DateTime now, Action<ImportStep> step)
{
    const string Broken = "rows with a broken number, date or text";
    const string Twice = "rows that are there twice (the first counts)";

    readonly List<string> faults = [];

    /// Refuses a dump of which a file is missing that is needed, or cannot be read to its end.
    public void Load()
    {
        Read("Users.xml", "users", isNeeded: false, TakeUser);
        Read("Posts.xml", "posts", isNeeded: true, TakePost);
        Read("Comments.xml", "comments", isNeeded: false, TakeComment);
        Read("PostHistory.xml", "posthistory", isNeeded: false, TakeEdit);
        Read("Votes.xml", "votes", isNeeded: false, TakeVote);
        Read("PostLinks.xml", "postlinks", isNeeded: false, TakeLink);
        Read("Tags.xml", "tags", isNeeded: false, (_, _) => { });
        if (faults.Count > 0) throw new RefusedException($"{string.Join('\n', faults)}\nNothing was imported.");
        foreach (var answer in stage.AnswersWithoutQuestion()) report.LeaveOut("answers without their question", $"answer {answer}");
        foreach (var comment in stage.CommentsWithoutPost()) report.LeaveOut("comments on a post that is not here", $"comment {comment}");
    }

    void Read(string name, string root, bool isNeeded, Action<DumpRow, string> take)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            if (isNeeded) faults.Add($"{name} is not in {folder}.");
            else report.Remark($"{name} is missing: {WithoutIt(name)}");
            return;
        }
        try
        {
            DumpFile.Read(path, root, (row, done) =>
            {
                take(row, string.Create(CultureInfo.InvariantCulture, $"{name}, line {row.Line}"));
                step(new ImportStep($"Reading {name}", done));
            });
        }
        catch (DumpFault fault)
        {
            faults.Add($"{name} cannot be read: {fault.Message}.");
        }
    }

    static string WithoutIt(string name) => name switch
    {
        "Users.xml" => "authors are called by their number.",
        "PostHistory.xml" => "posts come without their earlier versions, and their text is made from HTML.",
        "Votes.xml" => "answers are taken to be accepted when they were written.",
        "Comments.xml" => "there are no comments.",
        _ => "nothing of it is needed.",
    };

    // Only the name: addresses, places and pages about oneself stay where they are.
    void TakeUser(DumpRow row, string where)
    {
        if (row.Number("Id") is not { } id || row.Text("DisplayName") is not { } name) report.LeaveOut(Broken, where);
        else if (!stage.AddUser(id.ToString(CultureInfo.InvariantCulture), name)) report.LeaveOut(Twice, where);
    }

    void TakePost(DumpRow row, string where)
    {
        var (type, id, at, score) = (row.Number("PostTypeId"), row.Number("Id"), TimeOf(row), row.Number("Score"));
        if (type is not null and not DumpTypes.Question and not DumpTypes.Answer)
        {
            report.LeaveOut("posts that are neither question nor answer (wiki pages of tags, notices of moderators)", $"{where}: type {type}");
            return;
        }
        if (type is null || id is null || at is null || score is not (>= int.MinValue and <= int.MaxValue) || row.Text("Body") is not { } html
            || (type is DumpTypes.Answer ? row.Number("ParentId") is null : row.Text("Title") is null))
        {
            report.LeaveOut(Broken, where);
            return;
        }
        var post = new DumpPost(
            id.Value, type is DumpTypes.Answer ? row.Number("ParentId") : null, at.Value, (int)score, DumpAuthor.Of(row, "OwnerUserId", "OwnerDisplayName"), html,
            row.Text("Title"), row.Text("Tags"), row.Number("AcceptedAnswerId"), row.Time("ClosedDate"), row.Text("CommunityOwnedDate") is not null, row.Text("ContentLicense"));
        if (!stage.Add(post)) report.LeaveOut(Twice, where);
        else if (post.Parent is null) foreach (var tag in DumpTags.Of(post.Tags)) stage.Use(tag);
    }

    void TakeComment(DumpRow row, string where)
    {
        if (row.Number("Id") is not { } id || row.Number("PostId") is not { } post || TimeOf(row) is not { } at
            || row.Number("Score") is not (>= 0 and <= int.MaxValue and var score) || row.Text("Text") is not { } text)
        {
            report.LeaveOut(Broken, where);
            return;
        }
        var comment = new DumpComment(id, post, at, (int)score, DumpAuthor.Of(row, "UserId", "UserDisplayName"), text, row.Text("ContentLicense"));
        if (!stage.Add(comment)) report.LeaveOut(Twice, where);
    }

    void TakeEdit(DumpRow row, string where)
    {
        if (row.Number("Id") is not { } id || row.Number("PostId") is not { } post || TimeOf(row) is not { } at
            || row.Number("PostHistoryTypeId") is not (>= 0 and <= 10_000 and var type))
        {
            report.LeaveOut(Broken, where);
            return;
        }
        if (!DumpTypes.IsText((int)type) && type is not DumpTypes.Locked and not DumpTypes.Unlocked)
        {
            report.LeaveOut("events of posts that are no edits (closing votes, protecting, tweets)", $"{where}: type {type}");
            return;
        }
        var edit = new DumpEdit(id, post, (int)type, row.Text("RevisionGUID") ?? $"{at:O}", at, DumpAuthor.Of(row, "UserId", "UserDisplayName"), row.Text("Text"));
        if (!stage.Add(edit)) report.LeaveOut(Twice, where);
    }

    // Votes name nobody, and their sum is the score. The day on which an answer was accepted is nowhere else.
    void TakeVote(DumpRow row, string where)
    {
        if (row.Number("PostId") is not { } post || row.Number("VoteTypeId") is not { } type || TimeOf(row) is not { } day) report.LeaveOut(Broken, where);
        else if (type is DumpTypes.AcceptVote) stage.Accept(post, day);
        else report.Count("votes, which name nobody and are kept as scores");
    }

    void TakeLink(DumpRow row, string where)
    {
        if (row.Number("PostId") is not { } post || row.Number("RelatedPostId") is not { } other) report.LeaveOut(Broken, where);
        else if (row.Number("LinkTypeId") is DumpTypes.DuplicateLink) stage.Link(post, other);
        else report.Count("links between posts, which stand in their texts");
    }

    DateTime? TimeOf(DumpRow row) => row.Time("CreationDate") is { } at && at < now.AddDays(1) ? at : null;
}
