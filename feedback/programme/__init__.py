"""Step 6: implementation, and telling people what came of it."""
