using System.Net;
using System.Text.RegularExpressions;

namespace CommunityHub.Tests.Support;

/// Somebody without a browser: for what headers, cookies and plain forms must say. Follows no redirect by itself.
public sealed partial class HttpVisitor : IDisposable
{
    readonly HttpClient client;

    // HttpClient's own jar sends no Secure cookie over http, not even to this machine; browsers do.
    readonly Dictionary<string, string> cookies = [];

    public HttpVisitor(TestSite site)
    {
        site.StartServer();
        client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = site.Address };
    }

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    /// As a browser takes them that goes on from here. Given for https, as Secure ones must be; it sends them to this machine over http too.
    public IEnumerable<Microsoft.Playwright.Cookie> ForBrowser() => cookies.Select(cookie => new Microsoft.Playwright.Cookie
    {
        Name = cookie.Key,
        Value = cookie.Value,
        Url = client.BaseAddress!.ToString().Replace("http://", "https://", StringComparison.Ordinal),
        Secure = true,
    });

    /// The same browser at another server.
    public void TakeCookies(HttpVisitor other)
    {
        foreach (var (name, value) in other.cookies) cookies[name] = value;
    }

    public Task<HttpResponseMessage> GetAsync(string address) => SendAsync(new HttpRequestMessage(HttpMethod.Get, address));

    public async Task<string> ReadAsync(string address)
    {
        using var answer = await GetAsync(address);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// Fills the form of that name on that page, hidden fields and token included, and posts it where the form says.
    public Task<HttpResponseMessage> PostAsync(string page, string form, params (string Name, string Value)[] typed) => PostAsync(page, form, forwardedFor: null, typed);

    /// As a web server before this one would pass it on.
    public async Task<HttpResponseMessage> PostAsync(string page, string form, string? forwardedFor, params (string Name, string Value)[] typed)
    {
        var html = await ReadAsync(page);
        var markup = Form().Matches(html).Select(found => found.Value).FirstOrDefault(found =>
            found.Contains($"value=\"{form}\"", StringComparison.Ordinal) || found.Contains($"action=\"{form}\"", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"There is no form '{form}' at {page}.");
        var fields = Hidden().Matches(markup)
            .ToDictionary(found => Name().Match(found.Value).Groups[1].Value, found => WebUtility.HtmlDecode(Value().Match(found.Value).Groups[1].Value));
        foreach (var (name, value) in typed) fields[name] = value;
        var action = Action().Match(markup) is { Success: true } said ? "/" + said.Groups[1].Value.TrimStart('/') : page;
        var post = new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) };
        if (forwardedFor is not null) post.Headers.Add("X-Forwarded-For", forwardedFor);
        return await SendAsync(post);
    }

    /// A form that was read earlier, as it was then, with one field filled in.
    public Task<HttpResponseMessage> PostAsync(PostedForm form, string name, string value) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Post, form.Action) { Content = new FormUrlEncodedContent(form.With(name, value)) });

    public async Task SignInAsync(string address, string password = Accounts.Password)
    {
        using var answer = await PostAsync("/account/login", "sign-in", ("email", address), ("password", password), ("way", "password"));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage question)
    {
        if (cookies.Count > 0) question.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await client.SendAsync(question, TestContext.Current.CancellationToken);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var cookie in set)
            {
                var (name, value) = (cookie[..cookie.IndexOf('=', StringComparison.Ordinal)], cookie[(cookie.IndexOf('=', StringComparison.Ordinal) + 1)..cookie.IndexOf(';', StringComparison.Ordinal)]);
                if (value.Length == 0) cookies.Remove(name);
                else cookies[name] = value;
            }
        }
        return answer;
    }

    public void Dispose() => client.Dispose();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("<form[^>]*action=\"([^\"]*)\"")]
    private static partial Regex Action();
}
