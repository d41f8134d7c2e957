using Microsoft.Extensions.Configuration;

namespace CommunityHub.Data;

/// The one folder in which a site keeps its data: what to back up, and what to throw away to begin anew.
public sealed record DataFolder(string Path)
{
    public string Database => System.IO.Path.Combine(Path, "hub.db");

    /// What cookies are sealed with.
    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// Letters that no mail server took, as .eml files.
    public string Mail => System.IO.Path.Combine(Path, "mail");
    public string Files => System.IO.Path.Combine(Path, "files");

    /// Who was erased: <see cref="Privacy.ErasedList"/>. Never in a backup.
    public string Erased => System.IO.Path.Combine(Path, Privacy.ErasedList.FileName);

    /// Lies in a folder while a backup is being put back there.
    public const string RestoringName = "restoring";

    /// A backup that was put back by half is no site.
    public void RefuseHalfRestored()
    {
        if (File.Exists(System.IO.Path.Combine(Path, RestoringName))) throw new CannotStartException($"A backup was not put back to the end in {Path}. Run the restore again.");
    }

    string LockFile => System.IO.Path.Combine(Path, "hub.lock");

    // Apart from the lock, which nobody else can open.
    string HolderFile => System.IO.Path.Combine(Path, "hub.pid");

    /// Hub:Data, or ./data.
    public static DataFolder Of(IConfiguration settings) =>
        new(System.IO.Path.GetFullPath(settings["Hub:Data"] is { Length: > 0 } chosen ? chosen : "data"));

    /// Makes the folder and holds it for this process until disposed. The lock is the system's own, so that it ends with the process
    /// however that ends. Two processes on one SQLite file would each keep their own shared snapshots, and run the clock twice.
    public IDisposable Hold() => TryHold() ?? throw new CannotStartException(
        $"Another CommunityHub{Holder()} is using the data in {Path}. Stop that one first, or give this one a folder of its own with Hub__Data.");

    /// The same; null while another process holds it.
    public IDisposable? TryHold()
    {
        try
        {
            foreach (var folder in new[] { Path, Keys, Mail, Files }) Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(fault);
        }

        FileStream held;
        try
        {
            held = new FileStream(LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(LockFile) && IsWritable())
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(fault);
        }
        File.WriteAllText(HolderFile, $"{Environment.ProcessId}\n");
        return held;
    }

    CannotStartException CannotWrite(Exception fault) => new(
        $"The data folder {Path} cannot be written to: {fault.Message} Choose another with Hub__Data, or change who may write there.", fault);

    // The open that failed says only that it failed: held by another, or a folder that may only be read.
    bool IsWritable()
    {
        try
        {
            var probe = System.IO.Path.Combine(Path, $".{PublicId.New()}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    string Holder()
    {
        try
        {
            return File.ReadAllText(HolderFile).Trim() is { Length: > 0 } process ? $" (process {process})" : "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
