"""The tail of a compiled desk with many rules, none of which fits the tickets
of this bench, so that all are tried.

make_rules.py BUILTIN RULES

Nine of ten look for words that few tickets have, as rules of a desk do; one
of ten looks at a field alone, and has to be read.
"""

import json
import sys

KINDS = ["vpn", "disk", "mail", "switch", "backup", "license", "badge",
         "kernel", "toner", "wifi"]


def rule(n):
    word = "%s%d" % (KINDS[n % 10], n)
    if n % 10 == 9:
        return "", [["source", "feed-%d" % n], ["asset", "srv-%d" % n]]
    if n % 10 > 5:
        return word, [["words", word]]
    return word + "|site-%d" % n, [
        ["subject", "(%s|site-%d)[ -]+(is )?down" % (word, n)]]


def main():
    with open(sys.argv[1]) as f:
        print(f.readline(), end="")
    for n in range(int(sys.argv[2])):
        literals, matchers = rule(n)
        print("r\t0\t%s\t%s" % (literals, json.dumps(
            {"name": "rule-%d" % n, "line": 10 * n + 7, "if": matchers,
             "do": [["set_queue", "network"], ["add_tag", "t%d" % n]]},
            separators=(",", ":"))))


main()
