"""Every write of reaching people, a file per matter."""
