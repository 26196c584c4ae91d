#!/usr/bin/env python3
"""Write N change rows of invented incidents as CSV, in no order at all.

usage: make_changes.py N [ROWS_PER_TICKET] >changes.csv

Every value is computed from the row's number, so that any two runs agree and
nothing has to be kept in memory.  The columns are those of servicenow.map.
"""
import datetime
import math
import sys

HEADING = (
    "number,incident_state,sys_mod_count,caller_id,opened_at,sys_updated_by,"
    "sys_updated_at,contact_type,location,category,subcategory,u_symptom,"
    "cmdb_ci,impact,urgency,priority,assignment_group,assigned_to,problem_id,"
    "rfc,vendor,closed_code"
)
START = datetime.datetime(2025, 1, 1)
STEPS = ("1 - High", "2 - Medium", "3 - Low")
PRIORITIES = ("1 - Critical", "2 - High", "3 - Moderate", "4 - Low")


def mix(x):
    """A number that looks like chance, of the number x."""
    x = (x ^ (x >> 15)) * 0x2C1B3C6D & 0xFFFFFFFF
    x = (x ^ (x >> 12)) * 0x297A2D39 & 0xFFFFFFFF
    return x ^ (x >> 15)


def stamp(minutes):
    t = START + datetime.timedelta(minutes=minutes)
    return f"{t.day}/{t.month}/{t.year} {t.hour:02}:{t.minute:02}"


def state(change, last):
    if change == last:
        return "Closed"
    if change == last - 1:
        return "Resolved"
    return ("New", "Active", "Awaiting User Info", "Active")[min(change, 3)]


def row(ticket, change, per):
    m = mix(ticket)
    n = mix(ticket * per + change)
    opened = m % 500000
    impact, urgency = m >> 3 & 1, m >> 4 & 1
    return ",".join((
        f"INC{ticket:07}", state(change, per - 1), str(change),
        f"Caller {m % 5000}", stamp(opened), f"Updated by {n % 300}",
        stamp(opened + 10 + change * 90 + n % 60), "Phone",
        f"Location {m % 200}", f"Category {m % 50}", f"Subcategory {m % 250}",
        f"Symptom {m % 500}", "?", STEPS[impact], STEPS[urgency],
        PRIORITIES[impact + urgency], f"Group {(m + change // 2) % 70}",
        f"Resolver {n % 200}" if change > 0 else "?", "?", "?", "?",
        f"code {m % 12}",
    ))


def main():
    total = int(sys.argv[1])
    per = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    step = total // 3 * 2 + 1
    while math.gcd(step, total) != 1:
        step += 1
    print(HEADING)
    place = 0
    out = []
    for _ in range(total):
        place = (place + step) % total
        out.append(row(place // per, place % per, per))
        if len(out) == 10000:
            print("\n".join(out))
            out.clear()
    if out:
        print("\n".join(out))


if __name__ == "__main__":
    main()
