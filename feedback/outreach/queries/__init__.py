"""Every read of reaching people, a file per matter."""
