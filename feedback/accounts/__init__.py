"""People who sign in, organisations, roles, and the audit log."""
