"""Dates as a calendar file: read back by the library, and always the same bytes."""

from __future__ import annotations

from datetime import UTC, date, datetime

from icalendar import Calendar

from feedback.programme.ics import Entry, calendar

MOMENT = datetime(2026, 9, 15, 8, tzinfo=UTC)
HOSTILE = "Año; a\\, b\r\nBEGIN:VALARM\0 “ü” " + "x" * 100


def entry(**values: object) -> Entry:
    given = {"uid": "u-1", "on": date(2026, 12, 31), "title": "Tell", "url": "https://a.example/1", "sequence": 3}
    return Entry(**{**given, "changed": MOMENT, **values})  # type: ignore[arg-type]


def test_what_is_written_is_read_back_as_it_was() -> None:
    read = Calendar.from_ical(calendar("Clima, Sur; work", "es", [entry()]))
    assert (str(read["VERSION"]), read["REFRESH-INTERVAL"].dt.total_seconds()) == ("2.0", 6 * 3600)
    [event] = read.walk("VEVENT")
    assert (str(event["UID"]), int(event["SEQUENCE"]), str(event["URL"])) == ("u-1", 3, "https://a.example/1")
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 31), date(2027, 1, 1))
    assert (event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt) == (MOMENT, MOMENT)
    assert (str(event["SUMMARY"]), event["SUMMARY"].params["LANGUAGE"]) == ("Tell", "es")
    assert not event.errors


def test_days_are_days_and_lines_end_as_the_standard_wants() -> None:
    body = calendar("Work, and more", "en", [entry()])
    assert b"DTSTART;VALUE=DATE:20261231\r\n" in body
    assert b"DTSTAMP:20260915T080000Z\r\n" in body
    assert b"METHOD" not in body
    assert b"X-PUBLISHED-TTL:PT6H\r\n" in body
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H\r\n" in body
    assert b"X-WR-CALNAME:Work\\, and more\r\n" in body
    assert b"NAME;LANGUAGE=en:Work\\, and more\r\n" in body
    assert body.count(b"\n") == body.count(b"\r\n")
    assert max(map(len, body.split(b"\r\n"))) <= 75


def test_a_hostile_title_is_one_line_of_text() -> None:
    [event] = Calendar.from_ical(calendar(HOSTILE, "en", [entry(title=HOSTILE)])).walk("VEVENT")
    assert str(event["SUMMARY"]) == "Año; a\\, b BEGIN:VALARM “ü” " + "x" * 100
    assert event.subcomponents == []


def test_the_same_dates_are_the_same_bytes_and_none_is_a_calendar_too() -> None:
    assert calendar("Work", "en", [entry()]) == calendar("Work", "en", [entry()])
    assert Calendar.from_ical(calendar("Work", "en", [])).walk("VEVENT") == []
