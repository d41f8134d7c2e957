using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace CommunityHub.Tests.Support;

/// What a site wrote into its log, line by line, with the scopes around it.
public sealed class LogKept : ILoggerProvider, ISupportExternalScope
{
    IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName) => new Kept(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose() { }

    sealed class Kept(LogKept all, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => all.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var around = new List<string>();
            all.scopes.ForEachScope((scope, list) => list.Add(scope?.ToString() ?? ""), around);
            all.Lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} {exception} {string.Join(' ', around)}");
        }
    }
}
