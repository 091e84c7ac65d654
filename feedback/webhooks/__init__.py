"""Telling another system something over HTTP, without being made to reach where it should not.

Addresses come from people: every address a name leads to is checked, the connection goes to a checked address, and no
answer leads anywhere else. What is sent is signed as https://www.standardwebhooks.com says.
"""
