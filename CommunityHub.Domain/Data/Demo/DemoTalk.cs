namespace CommunityHub.Data.Demo;

/// One question of the demo world, by somebody of the cast, with its answer if it has one.
sealed record DemoTalk(string Text, string? Answer = null);
