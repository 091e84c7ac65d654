"""Other systems that are told when something happened here: their addresses, what is sent, how it went."""
