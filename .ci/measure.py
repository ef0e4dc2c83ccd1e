#!/usr/bin/env python3
"""Measures a printed issue as PDF against the page's specification.

Usage: .ci/measure.py FILE.pdf [--lines 22, 0 where tables have a pitch of their own]
                      [--columns 28, 0 where digits are set off] [--dash 269.0] [--rule 262.0]
                      [--name 57.0] [--first lines of page 1, masthead included] [--numbers outer|centre|none]
Needs pdftotext and pdftoppm. Prints what it found; ends with 1 where something is off.
"""

import argparse
import re
import subprocess
import sys

DPI = 300
MM = 25.4 / DPI


def words(pdf):
    """Pages as lists of (x, y of the middle, text), all in millimetres."""
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True, text=True)
    pages = []
    for line in text.stdout.splitlines():
        if "<page " in line:
            pages.append([])
        found = re.search(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>', line)
        if found and pages:
            left, top, right, bottom = (float(found[n]) * 25.4 / 72 for n in range(1, 5))
            pages[-1].append((left, (top + bottom) / 2, right, found[5]))
    return pages


def lines(page):
    """Lines of the type area from top to bottom: (first x, last x, text)."""
    rows = []
    for left, middle, right, text in sorted(page, key=lambda word: (word[1], word[0])):
        if not 36 < middle < 263.5:
            continue
        if rows and middle - rows[-1][0] < 4:
            rows[-1][1].append((left, right, text))
        else:
            rows.append((middle, [(left, right, text)]))
    out = []
    for _, parts in rows:
        parts.sort()
        out.append((parts[0][0], max(part[1] for part in parts), "".join(part[2] for part in parts)))
    return out


def pixels(pdf, page, top, bottom):
    """Grey rows of a band across a page; `top` and `bottom` in millimetres."""
    first, height = round(top / MM), round((bottom - top) / MM)
    command = ["pdftoppm", "-r", str(DPI), "-gray", "-f", str(page), "-l", str(page)]
    command += ["-x", "0", "-y", str(first), "-W", str(round(210 / MM)), "-H", str(height), pdf]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", data)
    width, height = int(head[1]), int(head[2])
    body = data[head.end():]
    return first, [body[row * width:(row + 1) * width] for row in range(height)]


def dash(pdf, page):
    """Middle of the first dash of the page number, and where the number starts and ends."""
    first, rows = pixels(pdf, page, 264.5, 276)
    inked = [column for column in range(len(rows[0])) if any(row[column] < 128 for row in rows)]
    if not inked:
        return None
    end = inked[0]
    while end + 1 in set(inked):
        end += 1
    dark = [at for at, row in enumerate(rows) if min(row[inked[0]:end + 1]) < 128]
    return (first + (dark[0] + dark[-1] + 1) / 2) * MM, inked[0] * MM, inked[-1] * MM


def last_rule(pdf, page):
    """Lower edge of the lowest line across the type area."""
    first, rows = pixels(pdf, page, 200, 266)
    start, stop = round(40 / MM), round(172 / MM)
    dark = [at for at, row in enumerate(rows) if max(row[start:stop]) < 160]
    return (first + dark[-1] + 1) * MM if dark else None


def first_ink(pdf):
    first, rows = pixels(pdf, 1, 20, 120)
    dark = [at for at, row in enumerate(rows) if min(row) < 160]
    return (first + dark[0]) * MM if dark else None


class Report:
    def __init__(self):
        self.wrong = 0

    def check(self, what, found, wanted, off):
        good = found is not None and abs(found - wanted) <= off
        shown = "nothing" if found is None else f"{found:.2f}"
        print(f"  {'ok ' if good else 'BAD'} {what}: {shown} (wanted {wanted} ± {off})")
        self.wrong += not good


def full_lines(pages, columns):
    """How many characters the lines of Chinese alone hold that fill the type area."""
    counts = []
    for page in pages:
        for left, right, text in lines(page):
            if right - left > 153 and left < 30 and not re.search(r"[ -~]", text):
                counts.append(len(text))
    near = sum(columns - 1 <= count <= columns + 1 for count in counts)
    return counts, sum(count == columns for count in counts), near


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pdf")
    parser.add_argument("--lines", type=int, default=22)
    parser.add_argument("--columns", type=int, default=28)
    parser.add_argument("--dash", type=float, default=269.0)
    parser.add_argument("--rule", type=float, default=262.0)
    parser.add_argument("--name", type=float)
    parser.add_argument("--first", type=int)
    parser.add_argument("--numbers", choices=["outer", "centre", "none"], default="outer")
    wanted = parser.parse_args()
    pages = words(wanted.pdf)
    report = Report()
    print(f"{wanted.pdf}: {len(pages)} pages")
    body = [len(lines(page)) for page in pages[1:-1]]
    full = sum(count == wanted.lines for count in body)
    if wanted.lines:
        report.check("most lines on a page", max(body, default=None), wanted.lines, 0)
    print(f"      full pages: {full} of {len(body)}")
    if wanted.columns:
        counts, exact, near = full_lines(pages[1:], wanted.columns)
        share = exact / len(counts) if counts else 0
        print(f"      lines of Chinese alone: {len(counts)}, of {wanted.columns} characters: {exact}")
        report.check("share of such lines", share, 1.0, 0.4)
        report.check("lines far from it", len(counts) - near, 0, 0)
    if wanted.first:
        report.check("lines of page 1", len(lines(pages[0])), wanted.first, 0)
    for number in range(1, len(pages) + 1) if wanted.numbers != "none" else []:
        found = dash(wanted.pdf, number)
        if found is None and number >= len(pages) - 1:
            continue
        middle, left, right = found or (None, 0, 0)
        report.check(f"dash on page {number}", middle, wanted.dash, 0.5)
        if wanted.numbers == "outer":
            side = right - 179.06 if number % 2 else left - 32.94
            report.check(f"inset on page {number}", side, 0.0, 1.0)
        else:
            report.check(f"middle of page {number}", (left + right) / 2, 106.0, 0.5)
    report.check("last rule", last_rule(wanted.pdf, len(pages)), wanted.rule, 0.3)
    if wanted.name:
        report.check("top of the name", first_ink(wanted.pdf), wanted.name, 2.5)
    return 1 if report.wrong else 0


sys.exit(main())
