using System.Text.RegularExpressions;
using CommunityHub.Tests.Support;

namespace CommunityHub.Tests.Start;

/// What the files in deploy/ say of the site is so.
public sealed partial class DeployTests
{
    static readonly string[] Described = ["deploy/communityhub.service", "deploy/Dockerfile", "deploy/compose.yaml", "docs/operating.md"];

    [Fact]
    public void Every_setting_that_deploy_and_its_guide_name_is_one_that_the_code_reads()
    {
        var sources = Sources.DomainFiles("*.cs").Concat(Sources.WebFiles("*.cs")).Select(file => file.Text).ToList();
        var read = sources.SelectMany(text => Read().Matches(text)).Select(found => found.Groups[1].Value)
            .Concat(sources.SelectMany(text => ReadOfSmtp().Matches(text)).Select(found => $"Hub:Smtp:{found.Groups[1].Value}"))
            .ToHashSet(StringComparer.Ordinal);

        var unknown = Described.SelectMany(file => Named().Matches(Text(file)).Select(found => $"{file}: {found.Value}"))
            .Where(name => !read.Contains(name[(name.IndexOf(": ", StringComparison.Ordinal) + 2)..].Replace("__", ":", StringComparison.Ordinal)))
            .Distinct();

        Assert.Contains("Hub:Data", read);
        Assert.Empty(unknown);
    }

    [Fact]
    public void The_container_and_the_unit_start_what_is_published_and_ask_what_answers()
    {
        var (container, unit) = (Text("deploy/Dockerfile"), Text("deploy/communityhub.service"));

        Assert.Contains("\"dotnet\", \"CommunityHub.Web.dll\"", container, StringComparison.Ordinal);
        Assert.Contains("ExecStart=/opt/communityhub/CommunityHub.Web\n", unit, StringComparison.Ordinal);
        Assert.Equal("CommunityHub.Web", typeof(Program).Assembly.GetName().Name);
        Assert.Contains("GET /readyz", container, StringComparison.Ordinal);
        Assert.Contains(Sources.WebFiles("Health.cs"), file => file.Text.Contains("\"/readyz\"", StringComparison.Ordinal));
        // What the backups are written to can be written to.
        Assert.Contains("/backups", container, StringComparison.Ordinal);
        Assert.Contains("Hub__Backup__Folder: /backups", Text("deploy/compose.yaml"), StringComparison.Ordinal);
    }

    static string Text(string file) => File.ReadAllText(Path.Combine(Sources.Root, file)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"""(Hub:[A-Za-z:]+)""")]
    private static partial Regex Read();

    [GeneratedRegex(@"smtp(?:\[|\.GetValue\()""(\w+)""")]
    private static partial Regex ReadOfSmtp();

    [GeneratedRegex(@"Hub(?:__[A-Za-z]+)+")]
    private static partial Regex Named();
}
