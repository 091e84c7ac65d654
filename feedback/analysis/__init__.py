"""Records in, records out: what comments say and what the numbers can carry. No web, no database."""
