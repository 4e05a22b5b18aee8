"""Judges what our converter makes of real schedules, with software that is not ours.

Called by check-schedules. What the source says is read here a second time, independently of our reader, and compared with
what the feeds say: the same events at the same instants and, where the source names its time zone, at the same time of day.
"""

import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import jsonschema

# Each file with the events it must yield; `None`: it must be refused.
EXPECTED = {
    "38c3.xml": 1007,
    "camp2019.json": 79,
    "democon.json": 36,
    "fosdem-2021.xml": 773,
    "invalid-example.json": None,
    "linux-conf-au-2020.ics": 262,
    "rc3.json": 48,
    "schedule-basic.xml": 1,
    "schedule-extended.xml": 1,
    "schedule-minimal.xml": 1,
    "schedule-multiple.xml": 5,
}

# For files that name no zone: where the conference took place.
TIME_ZONES = {"fosdem-2021.xml": "Europe/Brussels", "rc3.json": "Europe/Berlin"}


@dataclass(frozen=True)
class Event:
    """What can be compared across formats."""

    title: str
    start: datetime


def single_line(text):
    return " ".join((text or "").split())


def zone_of(path):
    """The zone that the conference is shown in: named by the file, else given, else UTC."""
    named = None
    if path.suffix == ".xml":
        named = ElementTree.parse(path).getroot().findtext("conference/time_zone_name")
    elif path.suffix == ".json":
        named = json.loads(path.read_text())["schedule"]["conference"].get("time_zone_name")
    elif path.suffix == ".ics":
        named = str(icalendar.Calendar.from_ical(path.read_bytes())["X-WR-TIMEZONE"])
    return ZoneInfo(named or TIME_ZONES.get(path.name, "UTC"))


def xml_events(path, zone):
    for day in ElementTree.parse(path).getroot().iter("day"):
        for event in day.iter("event"):
            title = single_line(event.findtext("title"))
            if event.findtext("date"):
                start = datetime.fromisoformat(event.findtext("date"))
            else:
                hours, minutes = map(int, event.findtext("start").split(":")[:2])
                midnight = datetime.fromisoformat(day.get("date")).replace(tzinfo=zone)
                start = midnight + timedelta(hours=hours, minutes=minutes)
            yield Event(title, start.astimezone(timezone.utc))


def json_events(path, zone):
    for day in json.loads(path.read_text())["schedule"]["conference"]["days"]:
        for events in day["rooms"].values():
            for event in events:
                start = datetime.fromisoformat(event["date"])
                yield Event(single_line(event["title"]), start.astimezone(timezone.utc))


def calendar_events(path, zone):
    for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
        yield Event(single_line(str(event["SUMMARY"])), event["DTSTART"].dt.astimezone(timezone.utc))


READERS = {".xml": xml_events, ".json": json_events, ".ics": calendar_events}


def source_events(path, zone):
    return Counter(READERS[path.suffix](path, zone))


class Check:
    """The checks of one file."""

    def __init__(self, data, converter):
        self.schedules = data / "schedules"
        self.schema_xml = data / "schemas/schedule.xml.xsd"
        schema = json.loads((data / "schemas/schedule.schema.json").read_text())
        formats = jsonschema.Draft6Validator.FORMAT_CHECKER
        self.validator = jsonschema.Draft6Validator(schema, format_checker=formats)
        self.converter = converter

    def convert(self, path, form):
        command = [self.converter, str(path), "--format", form]
        if path.name in TIME_ZONES:
            command += ["--time-zone", TIME_ZONES[path.name]]
        return subprocess.run(command, capture_output=True, check=False)

    def verdicts(self, path, expected):
        """(what, complaint or None) for everything that is checked of a file."""
        if expected is None:
            result = self.convert(path, "xml")
            message = result.stderr.decode().strip()
            refused = result.returncode == 1 and message and not result.stdout
            yield "refused", None if refused else f"was not refused: {message}"
            return
        zone = zone_of(path)
        source = source_events(path, zone)
        for form, judge in (("xml", self.judge_xml), ("json", self.judge_json), ("ics", self.judge_calendar)):
            result = self.convert(path, form)
            if result.returncode != 0:
                yield form, result.stderr.decode().strip()
                continue
            with tempfile.TemporaryDirectory() as folder:
                feed = Path(folder) / f"feed.{form}"
                feed.write_bytes(result.stdout)
                yield form, judge(feed, zone) or self.compare(feed, zone, source, expected)

    @staticmethod
    def compare(feed, zone, source, expected):
        found = source_events(feed, zone)
        if found.total() != expected:
            return f"{found.total()} events instead of {expected}"
        if found != source:
            return f"differs from the source: missing {list((source - found).items())[:2]}, more {list((found - source).items())[:2]}"
        return None

    def judge_xml(self, feed, zone):
        command = ["xmllint", "--noout", "--schema", str(self.schema_xml), str(feed)]
        result = subprocess.run(command, capture_output=True, check=False)
        if result.returncode != 0:
            return result.stderr.decode().splitlines()[0]
        for event in ElementTree.parse(feed).getroot().iter("event"):
            local = datetime.fromisoformat(event.findtext("date")).astimezone(zone)
            if local.strftime("%H:%M") != event.findtext("start"):
                return f"event {event.get('id')} starts at {event.findtext('start')}, which is not {local}"
        return None

    def judge_json(self, feed, zone):
        errors = self.validator.iter_errors(json.loads(feed.read_text()))
        return next((f"{error.json_path}: {error.message[:200]}" for error in errors), None)

    def judge_calendar(self, feed, zone):
        text = feed.read_bytes()
        long = next((line for line in text.split(b"\r\n") if len(line) > 75), None)
        if long is not None or b"\n" in text.replace(b"\r\n", b""):
            return f"a line is too long or ends wrongly: {long}"
        calendar = icalendar.Calendar.from_ical(text)
        if calendar.errors:
            return f"the parser complains: {calendar.errors[0]}"
        zones = [component for component in calendar.walk("VTIMEZONE")]
        if str(zone) != "UTC" and [str(component["TZID"]) for component in zones] != [str(zone)]:
            return f"VTIMEZONE is missing or another than {zone}"
        rules = zones[0].to_tz(lookup_tzid=False) if zones else timezone.utc
        identities = set()
        for event in calendar.walk("VEVENT"):
            lacking = [name for name in ("UID", "DTSTAMP", "SEQUENCE", "STATUS", "DTEND") if name not in event]
            if event.errors or lacking:
                return f"{event['SUMMARY']}: {event.errors or lacking}"
            identities.add(str(event["UID"]))
            start = event["DTSTART"].dt
            # The file's own rules and the zone database must tell the same time of day.
            by_rules = start.replace(tzinfo=None).replace(tzinfo=rules).astimezone(timezone.utc)
            if by_rules != start.astimezone(timezone.utc):
                return f"{event['SUMMARY']}: VTIMEZONE says {by_rules}, the zone {start}"
        return None if len(identities) == len(calendar.walk("VEVENT")) else "UIDs are not unique"


def main():
    data, converter = Path(sys.argv[1]), sys.argv[2]
    check = Check(data, converter)
    present = {path.name for path in check.schedules.iterdir()}
    passed = failed = 0
    for name in sorted(present | set(EXPECTED)):
        if name not in EXPECTED or name not in present:
            outcomes = [("listed", "has no expected verdict" if name in present else "is missing")]
        else:
            outcomes = list(check.verdicts(check.schedules / name, EXPECTED[name]))
        shown = "  ".join(f"{what} {'FAILED' if complaint else 'ok'}" for what, complaint in outcomes)
        count = EXPECTED.get(name)
        print(f"{name:24} {'refused' if count is None else count:>8}  {shown}")
        for what, complaint in outcomes:
            passed += complaint is None
            failed += complaint is not None
            if complaint:
                print(f"    {what}: {complaint}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
