#!/usr/bin/env python3
"""Write N invented tickets for tix, taskwarrior or fossil.

usage: make_tickets.py csv|task|fossil N [live]

Every value is computed from the ticket's number, so that the three have the
same tickets, and few of many match the same questions.  The first sixty are
open in the queue network, so that a list of fifty is full in a small desk too;
with "live", all are open, for what is closed costs nobody much.
"""
import datetime
import json
import sys

WORDS = (
    "access account adapter alert antenna archive backup battery bill boot "
    "cable calendar camera card certificate chair client clock cluster console "
    "contract cooling crash database deadline desk disk display dock domain "
    "door driver error export failure fan filter firewall firmware folder form "
    "gateway group guest handset heating host image import index invoice "
    "joiner kernel keyboard label laptop latency leaver library licence link "
    "list login mailbox manager memory message meter mirror monitor mouse "
    "network note office order outage page panel password patch phone plan "
    "plug policy port portal power printer process profile project proxy queue "
    "quota rack reader record release remote report request reset restore "
    "roaming room router sample scanner schedule screen script sensor server "
    "service session share signal site socket speaker storage switch sync "
    "table tape terminal ticket timeout token toner tunnel update upload user "
    "vendor version video virtual voice volume vpn warning window wireless "
    "workflow workplace zone"
).split()
QUEUES = (
    "network", "helpdesk", "access", "workplace", "mail", "servers", "storage",
    "databases", "security", "specialists", "experts", "vendors",
)
STATES = ("closed",) * 7 + ("resolved", "open", "new")
START = datetime.datetime(2024, 1, 1)
FIRST = 60


def mix(x):
    """A number that looks like chance, of the number x."""
    x = (x ^ (x >> 16)) * 0x45D9F3B & 0xFFFFFFFF
    x = (x ^ (x >> 16)) * 0x45D9F3B & 0xFFFFFFFF
    return x ^ (x >> 16)


def words(seed, n):
    return " ".join(WORDS[mix(seed * 31 + i) % len(WORDS)] for i in range(n))


def ticket(i):
    m = mix(i)
    first = i <= FIRST
    live = first or sys.argv[3:] == ["live"]
    return {
        "number": i,
        "opened": START + datetime.timedelta(minutes=i % 1000000, seconds=m % 60),
        "state": "open" if live else STATES[m % len(STATES)],
        "queue": "network" if first else QUEUES[(m >> 4) % len(QUEUES)],
        "priority": 1 + (m >> 8) % 5,
        "requester": f"user{m % 5000}",
        # One in a thousand has the word that is searched for.
        "subject": ("beamer " if m % 1000 == 7 else "") + words(m, 5),
        "body": words(m + 1, 14),
    }


def as_csv(n):
    print("number,opened,state,queue,priority,requester,subject,body")
    for i in range(1, n + 1):
        t = ticket(i)
        print(f"T{i},{t['opened']:%Y-%m-%dT%H:%M:%SZ},{t['state']},"
              f"{t['queue']},{t['priority']},{t['requester']},"
              f"{t['subject']},{t['body']}")


def as_task(n):
    tasks = []
    for i in range(1, n + 1):
        t = ticket(i)
        live = t["state"] in ("open", "new")
        task = {
            "description": t["subject"],
            "project": t["queue"],
            "entry": f"{t['opened']:%Y%m%dT%H%M%SZ}",
            "status": "pending" if live else "completed",
        }
        if not live:
            task["end"] = task["entry"]
        tasks.append(task)
    print(json.dumps(tasks))


def as_fossil(n):
    for i in range(1, n + 1):
        t = ticket(i)
        print(t["state"], t["queue"], t["subject"], t["body"], sep="\t")


def main():
    write = {"csv": as_csv, "task": as_task, "fossil": as_fossil}
    write[sys.argv[1]](int(sys.argv[2]))


if __name__ == "__main__":
    main()
