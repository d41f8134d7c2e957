using System.Text.RegularExpressions;
using CommunityHub.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace CommunityHub.Tests.Architecture;

/// Every address the running site answers at.
static partial class SiteRoutes
{
    public static IReadOnlyList<RouteEndpoint> Of(TestSite site) =>
        [.. site.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().Distinct()];

    /// "GET /communities/{Slug}", verbs in order; "*" where every verb is taken.
    public static string NameOf(RouteEndpoint route)
    {
        var verbs = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>();
        return $"{(verbs.Any() ? string.Join(',', verbs) : "*")} /{route.RoutePattern.RawText!.TrimStart('/')}";
    }

    public static bool Takes(RouteEndpoint route, string verb) => route.Metadata.GetMetadata<HttpMethodMetadata>() is not { HttpMethods.Count: > 0 } known || known.HttpMethods.Contains(verb);

    public static bool IsPublic(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IAllowAnonymous>() is not null || route.Metadata.GetMetadata<IAuthorizeData>() is null;

    /// With every parameter filled from what this site has of that kind.
    public static IEnumerable<string> Fill(string pattern, Place place)
    {
        IEnumerable<string> addresses = ["/" + pattern.TrimStart('/')];
        while (addresses.FirstOrDefault() is { } first && Parameter().IsMatch(first))
        {
            addresses = [.. addresses.SelectMany(address =>
            {
                var found = Parameter().Match(address);
                var before = address[..found.Index];
                return ValuesFor(before, found.Groups[1].Value, place).Select(value => before + value + address[(found.Index + found.Length)..]);
            })];
        }
        return addresses;
    }

    static IEnumerable<string> ValuesFor(string before, string name, Place place) => (before, name.ToLowerInvariant()) switch
    {
        var (path, _) when path.EndsWith("/communities/", StringComparison.Ordinal) && path.StartsWith("/admin", StringComparison.Ordinal) => [place.PublicId, place.Slug],
        var (path, _) when path.EndsWith("/communities/", StringComparison.Ordinal) => [place.Slug, place.OldSlug],
        var (path, _) when path.EndsWith("/hotseats/", StringComparison.Ordinal) => place.Hotseats,
        var (path, _) when path.EndsWith("/questions/", StringComparison.Ordinal) => [place.Waiting, place.Answered, place.Unnamed],
        var (path, _) when path.EndsWith("/hand-out/", StringComparison.Ordinal) => [place.Waiting],
        var (path, _) when path.EndsWith("/amend/", StringComparison.Ordinal) => [place.GuestAnswer],
        var (path, _) when path.EndsWith("/standby/", StringComparison.Ordinal) => [place.Standby],
        var (path, _) when path.EndsWith("/answers/", StringComparison.Ordinal) => [place.Answer],
        var (path, _) when path.EndsWith("/comments/", StringComparison.Ordinal) => [place.Comment],
        var (path, _) when path.EndsWith("/invitations/", StringComparison.Ordinal) => [place.InvitationId],
        var (path, _) when path.EndsWith("/discussions/", StringComparison.Ordinal) => [place.Discussion],
        var (path, _) when path.EndsWith("/imported-authors/", StringComparison.Ordinal) => [place.ImportedAuthor],
        var (path, _) when path.EndsWith("/posts/", StringComparison.Ordinal) => ["1", "2", "3"],
        var (path, _) when path.EndsWith("/desk/follow-ups/", StringComparison.Ordinal) => [place.GuestFollowUp],
        (_, "person" or "personid") => place.People.Take(2),
        ("/h/", _) => place.Hotseats.Select(id => id[..6]),
        (_, "followupid") => [place.After.FollowUp],
        (_, "slug") => [place.Slug],
        _ => [place.PublicId, place.Live, "1"],
    };

    [GeneratedRegex(@"\{\*{0,2}(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
