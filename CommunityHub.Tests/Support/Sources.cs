namespace CommunityHub.Tests.Support;

/// The product's own files, as they lie in the repository.
static class Sources
{
    public static readonly string Root = FindRoot();

    public static string WebFile(string path) => File.ReadAllText(Path.Combine(Root, "CommunityHub.Web", path));

    public static IEnumerable<(string Name, string Text)> WebFiles(string pattern) => Files("CommunityHub.Web", pattern);

    public static IEnumerable<(string Name, string Text)> DomainFiles(string pattern) => Files("CommunityHub.Domain", pattern);

    static IEnumerable<(string Name, string Text)> Files(string project, string pattern) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, project), pattern, SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Root, file)
        where !name.Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "data")
        select (name, File.ReadAllText(file));

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CommunityHub.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
