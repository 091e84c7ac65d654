"""What pairs say: an order of things from which of two people put above the other."""
