"""Issues about work on an improvement, opened in the trackers of the organisation."""
