"""Every read of the backlog."""
