"""What reaching people follows: coverage, invitations, channels, triggers. Pure."""
