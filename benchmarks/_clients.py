"""Eight clients in a process of their own: GET the form, POST every page of it, again and again."""

from __future__ import annotations

import http.client
import json
import re
import sys
import threading
import time
from urllib.parse import urlencode, urlsplit

CLIENTS = 8
PAGES = 20


def run(address: str, path: str, fields: dict[str, str], seconds: float) -> dict[str, object]:
    """Complete responses for some seconds; counts, and milliseconds of each GET and POST together."""
    times: list[float] = []
    failures: list[int] = []
    ends = time.monotonic() + seconds
    threads = [
        threading.Thread(target=_client, args=(address, path, fields, ends, times, failures)) for _ in range(CLIENTS)
    ]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    return {
        "responses": len(times),
        "seconds": time.monotonic() - began,
        "p50": times[len(times) // 2] if times else 0,
        "p95": times[int(len(times) * 0.95)] if times else 0,
        "failures": failures[:5],
    }


def _client(
    address: str, path: str, fields: dict[str, str], ends: float, times: list[float], failures: list[int]
) -> None:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    while time.monotonic() < ends:
        began = time.perf_counter()
        status = _respond(connection, path, fields)
        if status == 303:
            times.append((time.perf_counter() - began) * 1000)
        else:
            failures.append(status)


def _respond(connection: http.client.HTTPConnection, path: str, fields: dict[str, str]) -> int:
    """One whole response: every page it has, with the answers to what stands on it."""
    connection.request("GET", path)
    page = connection.getresponse().read().decode()
    for _ in range(PAGES):
        hidden = dict(re.findall(r'name="?(submission_id|page)"? value="?([^">]+)', page))
        # Some kinds name their fields after the question: "x" and "x.other"; here every field is a question's own.
        asked = {name: value for name, value in fields.items() if f'name="{name}"' in page or f"name={name}>" in page}
        body = urlencode({**asked, **hidden})
        connection.request("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        page = answer.read().decode()
        if answer.status != 200:
            return answer.status
    return 0


if __name__ == "__main__":
    job = json.loads(sys.stdin.read())
    print(json.dumps(run(job["address"], job["path"], job["fields"], job["seconds"])))
