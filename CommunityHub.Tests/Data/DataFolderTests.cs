using CommunityHub.Data;

namespace CommunityHub.Tests.Data;

// ACCEPTANCE F15.
public sealed class DataFolderTests : IDisposable
{
    readonly DirectoryInfo parent = Directory.CreateTempSubdirectory("hub-test-");

    [Fact]
    public void A_second_holder_is_refused_in_words_until_the_first_lets_go()
    {
        var folder = new DataFolder(Path.Combine(parent.FullName, "data"));
        using (folder.Hold())
        {
            var refused = Assert.Throws<CannotStartException>(folder.Hold);
            Assert.StartsWith($"Another CommunityHub (process {Environment.ProcessId}) is using the data in {folder.Path}.", refused.Message, StringComparison.Ordinal);
            Assert.Null(folder.TryHold());
        }

        folder.Hold().Dispose();
    }

    [Fact]
    public void A_lock_file_that_a_dead_process_left_keeps_nobody_out()
    {
        var folder = new DataFolder(parent.FullName);
        File.WriteAllText(Path.Combine(parent.FullName, "hub.lock"), "");
        File.WriteAllText(Path.Combine(parent.FullName, "hub.pid"), "4242\n");

        folder.Hold().Dispose();
    }

    [Fact]
    public void A_folder_that_cannot_be_made_is_said_in_words()
    {
        var file = Path.Combine(parent.FullName, "file");
        File.WriteAllText(file, "");

        var refused = Assert.Throws<CannotStartException>(new DataFolder(Path.Combine(file, "data")).Hold);
        Assert.StartsWith($"The data folder {Path.Combine(file, "data")} cannot be written to:", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_kept_lies_in_the_one_folder()
    {
        var folder = new DataFolder(parent.FullName);
        folder.Hold().Dispose();

        Assert.All(new[] { folder.Keys, folder.Mail, folder.Files }, place => Assert.True(Directory.Exists(place)));
        Assert.All(new[] { folder.Database, folder.Keys, folder.Mail, folder.Files }, place => Assert.Equal(parent.FullName, Path.GetDirectoryName(place)));
    }

    public void Dispose() => parent.Delete(recursive: true);
}
