"""The limit to compare with: a Flask page and a form post that does one durable INSERT, nothing else."""

from __future__ import annotations

import os
import sqlite3
import threading
import uuid

from flask import Flask, redirect, request
from waitress.server import create_server

PAGE = "<!doctype html><form method=post><input name=nps><input type=hidden name=submission_id value={}><button></form>"
app = Flask("bare")
local = threading.local()
turn = threading.Lock()


def insert(values: tuple[str, str]) -> None:
    url = os.environ.get("FEEDBACK_DATABASE_URL")
    if url:
        import psycopg

        if not hasattr(local, "connection"):
            local.connection = psycopg.connect(url)
        local.connection.execute("INSERT INTO bare VALUES (%s, %s)", values)
        local.connection.commit()
        return
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(f"{os.environ['FEEDBACK_VAR']}/bare.db", isolation_level=None)
        local.connection.execute("PRAGMA journal_mode=WAL")
        local.connection.execute("PRAGMA synchronous=FULL")
    with turn:
        local.connection.execute("BEGIN IMMEDIATE")
        local.connection.execute("INSERT INTO bare VALUES (?, ?)", values)
        local.connection.execute("COMMIT")


@app.get("/s")
def form() -> str:
    return PAGE.format(uuid.uuid4())


@app.post("/s")
def answer() -> object:
    insert((request.form["submission_id"], request.form["nps"]))
    return redirect("/thanks", 303)


if __name__ == "__main__":
    if url := os.environ.get("FEEDBACK_DATABASE_URL"):
        import psycopg

        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS bare (id text, nps text)")
    else:
        with sqlite3.connect(f"{os.environ['FEEDBACK_VAR']}/bare.db") as first:
            first.execute("CREATE TABLE IF NOT EXISTS bare (id text, nps text)")
    server = create_server(app, host="127.0.0.1", port=0, threads=8)
    print(f"ready http://127.0.0.1:{server.effective_port}", flush=True)
    server.run()
