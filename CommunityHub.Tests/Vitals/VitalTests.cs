using System.Net;
using System.Text;
using CommunityHub.Accounts;
using CommunityHub.Live;
using CommunityHub.Tests.Support;
using CommunityHub.Web.Vitals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CommunityHub.Tests.Vitals;

public sealed class VitalTests
{
    /// What others do in the same process is counted as well: hence "at least".
    [Fact]
    public async Task What_happens_stands_in_the_minute_and_on_the_page()
    {
        await using var site = new TestSite();
        using var dot = new HttpVisitor(site);
        await dot.SignInAsync("dot@demo.test");
        var signs = site.Services.GetRequiredService<VitalSigns>();
        var feed = site.Services.GetRequiredService<LiveFeed>();
        var heard = new TaskCompletionSource();
        using var listening = feed.Listen(LiveTopic.Presence(4711), () =>
        {
            heard.TrySetResult();
            return Task.CompletedTask;
        });
        feed.Announce(LiveTopic.Presence(4711));
        await heard.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<RefusedException>(() => site.Services.GetRequiredService<SignIns>().WithPasswordAsync("nobody@demo.test", "wrong", "", "192.0.2.1"));

        while (!signs.Read().Any(minute => minute.DeliveryLate > 0)) await Task.Delay(10, TestContext.Current.CancellationToken); // counted when the listener has done
        var hour = signs.Read();
        Assert.True(hour.Sum(minute => minute.Changes) >= 1);
        Assert.True(hour.Sum(minute => minute.Writes) >= 1);
        Assert.Contains(hour, minute => minute.WriteWait > 0 && minute.WriteTime > 0);
        Assert.True(hour.Sum(minute => minute.SignInFailures) >= 1);
        Assert.Equal(1, signs.Watchers["hotseat-presence"]);

        var page = await dot.ReadAsync("/admin/health");
        Assert.Contains("hotseat-presence", page, StringComparison.Ordinal);
        Assert.Contains("Failed sign-ins", page, StringComparison.Ordinal);
        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_hour_is_kept_and_no_more()
    {
        await using var site = new TestSite();
        site.StartServer();
        var signs = site.Services.GetRequiredService<VitalSigns>();

        for (var i = 0; i < 70; i++) signs.Turn();

        Assert.Equal(VitalSigns.Minutes, signs.Read().Count);
    }

    [Fact]
    public async Task A_collector_is_sent_figures_and_no_names()
    {
        var got = new StringBuilder();
        await using var collector = await CollectAsync(got);
        var address = collector.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        await using (var site = new TestSite { Settings = new Dictionary<string, string> { ["Hub:Otlp"] = address } })
        {
            using var ada = new HttpVisitor(site);
            await ada.SignInAsync("ada@demo.test");
            (await ada.PostAsync("/", "account/logout")).Dispose();
        }

        var said = got.ToString();
        foreach (var name in new[] { "/v1/metrics", "hub.circuits", "hub.write.wait", "hub.live.changes", "person-rights" }) Assert.Contains(name, said, StringComparison.Ordinal);
        foreach (var word in new[] { "@demo.test", "Ada ", "Adult Social Care" }) Assert.DoesNotContain(word, said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_address_that_is_none_is_refused_in_words()
    {
        await using var site = new TestSite { Settings = new Dictionary<string, string> { ["Hub:Otlp"] = "collector" } };

        Assert.Contains("Hub:Otlp is no address", Assert.ThrowsAny<Exception>(site.StartServer).ToString(), StringComparison.Ordinal);
    }

    static async Task<WebApplication> CollectAsync(StringBuilder got)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            lock (got) got.Append(context.Request.Path).Append(Encoding.UTF8.GetString(body.ToArray()));
            context.Response.StatusCode = (int)HttpStatusCode.OK;
        });
        await collector.StartAsync();
        return collector;
    }
}
