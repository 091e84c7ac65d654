"""The analysis of a file without any database: reading it, what is found in it, and how that is written down."""
