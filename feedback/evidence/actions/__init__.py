"""Every write of evidence."""
