"""Rules of the backlog: what may follow what, what is proposed, how lines are ordered and told in words. Pure."""
