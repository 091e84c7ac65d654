"""What holds for cases and for the rules that open them. Pure."""
