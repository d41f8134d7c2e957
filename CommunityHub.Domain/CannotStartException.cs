namespace CommunityHub;

/// The site cannot start here. The message is for the person at the terminal, and all they need to see.
public sealed class CannotStartException(string message, Exception? inner = null) : Exception(message, inner);
