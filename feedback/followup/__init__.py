"""Cases: the follow-up of single identified answers."""
