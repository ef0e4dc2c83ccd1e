"""The harness behind faults.sh: one function a fault, one line of the table each."""

import contextlib
import glob
import hashlib
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

KILLS, CUTS = int(sys.argv[1]), int(sys.argv[2])
CLI = os.path.abspath(os.path.join(sys.argv[3], "yuebao-cli"))
TOP = os.getcwd()
random.seed(20250601)
ROWS = []
NEXT_PROGRAM = "next program\n"


class Book:
    """A book in a folder of its own, and what the program acknowledged about it."""

    def __init__(self, folder):
        self.folder = folder
        self.path = os.path.join(folder, "b.yuebao")
        self.acknowledged = {}

    def run(self, *words, **more):
        words = [CLI, "--book", self.path, *words]
        return subprocess.run(words, capture_output=True, text=True, check=False, **more)

    def start(self, *words):
        words = [CLI, "--book", self.path, *words]
        return subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def demo(self):
        assert self.run("demo").returncode == 0
        return self

    def set(self, month, value):
        return self.run("set", "全程网办受理", month, value)

    def typed(self):
        """Month and text of the figures, from the file itself."""
        with contextlib.closing(sqlite3.connect(self.path)) as raw:
            sql = "SELECT month, typed FROM figure WHERE indicator = ? AND department = 'hall'"
            return dict(raw.execute(sql, (self.indicator(raw),)).fetchall())

    @staticmethod
    def indicator(raw):
        text = raw.execute("SELECT definition FROM bulletin").fetchone()[0]
        found = [one for one in json.loads(text)["indicator"] if one["name"] == "全程网办受理"]
        return found[0]["code"]

    def judge(self):
        """Acknowledged edits lost, and whether the program finds the file sound."""
        sound = self.run("doctor").returncode in (0, 1)
        there = self.typed() if sound else {}
        lost = sum(1 for month, value in self.acknowledged.items() if there.get(month) != value)
        return lost, 0 if sound else 1


def row(fault, tried, acknowledged, lost, corrupt, message=""):
    ROWS.append((fault, tried, acknowledged, lost, corrupt, message))
    print(f"{fault}: {tried} tried, {acknowledged} acknowledged, {lost} lost, {corrupt} corrupt"
          + (f"; {message}" if message else ""), flush=True)
    if lost or corrupt:
        sys.exit("a promise was broken")


def month(n):
    return f"{2026 + n // 12}-{n % 12 + 1:02d}"


class Pace:
    """Kills around the moment of the commit, wherever that is on the machine as loaded as it is: a
    run that finished makes the next pause shorter, one that did not makes it longer."""

    def __init__(self, run):
        begun = time.monotonic()
        run()
        self.pause = time.monotonic() - begun
        self.tried = self.done = 0

    def killed(self, process):
        """Whether the run finished before it was killed."""
        time.sleep(self.pause * random.uniform(0.5, 1.2))
        process.kill()
        done = process.wait() == 0
        self.pause *= 0.9 if done else 1.12
        self.tried += 1
        self.done += done
        return done

    def judge(self):
        if self.tried >= 19 and not self.tried // 10 <= self.done <= self.tried * 9 // 10:
            sys.exit(f"{self.done} of {self.tried} finished: the kills missed the commit")


def kill_while_typing(folder):
    book = Book(folder).demo()
    pace = Pace(lambda: book.set("2025-12", "1"))
    for n in range(KILLS):
        if pace.killed(book.start("set", "全程网办受理", month(n), f"{n + 1}")):
            book.acknowledged[month(n)] = f"{n + 1}"
    pace.judge()
    row("kill -9, typing", KILLS, len(book.acknowledged), *book.judge())


def sheet(path, value):
    with open(path, "w", encoding="utf-8") as out:
        out.write("指标,月份,数\n")
        out.writelines(f"全程网办受理,{month(n)},{value + n}\n" for n in range(60))


def kill_while_importing(folder):
    book = Book(folder).demo()
    table = os.path.join(folder, "t.csv")
    sheet(table, 1000)
    pace = Pace(lambda: book.run("import-figures", table))
    halves = acknowledged = 0
    for n in range(KILLS):
        sheet(table, 2000 + n * 100)
        before = book.typed()
        done = pace.killed(book.start("import-figures", table))
        after = book.typed()
        whole = all(after.get(month(k)) == str(2000 + n * 100 + k) for k in range(60))
        acknowledged += done
        halves += not (after == before or whole) or (done and not whole)
    pace.judge()
    row("kill -9, import", KILLS, acknowledged, halves, book.judge()[1])


def kill_while_backing_up(folder):
    book = Book(folder).demo()
    pace = Pace(lambda: book.run("backup"))
    done = bad = 0
    for n in range(KILLS):
        book.set(month(n), "5")
        done += pace.killed(book.start("backup"))
        for path in glob.glob(os.path.join(folder, "b-备份", "*.yuebao")):
            with open(path, "rb") as file, open(path + ".sha256", encoding="utf-8") as stated:
                bad += hashlib.sha256(file.read()).hexdigest() != stated.read().split()[0]
    pace.judge()
    row("kill -9, backup", KILLS, done, bad, book.judge()[1])


def kill_while_upgrading(folder):
    with open(os.path.join(TOP, "tests/fixtures/schema/v1.sql"), encoding="utf-8") as file:
        old = file.read()
    done = lost = 0
    pace = None
    for n in range(KILLS):
        book = Book(os.path.join(folder, str(n)))
        os.mkdir(book.folder)
        with contextlib.closing(sqlite3.connect(book.path)) as raw:
            raw.executescript(old)
        if pace is None:
            pace = Pace(lambda: book.run("issues"))
            continue
        done += pace.killed(book.start("issues"))
        answer = book.run("issues", "--json")
        lost += answer.returncode != 0 or len(json.loads(answer.stdout)) != 1
        lost += book.run("doctor").returncode != 0
        shutil.rmtree(book.folder)
    pace.judge()
    row("kill -9, upgrade of the first schema", KILLS - 1, done, lost, 0)


def kill_while_exporting(folder):
    book = Book(folder).demo()
    target = os.path.join(folder, "x.docx")
    words = ("export", "--issue", "2025-04", "--to", target)
    pace = Pace(lambda: book.run(*words))
    with open(target, "rb") as file:
        whole = file.read()
    done = torn = 0
    for n in range(KILLS):
        if n % 2:
            with open(target, "wb") as file:
                file.write(b"old")
        done += pace.killed(book.start(*words))
        with open(target, "rb") as file:
            torn += file.read() not in (whole, b"old")
    pace.judge()
    row("kill -9, export", KILLS, done, torn, book.judge()[1])


def two_programs(folder):
    book = Book(folder).demo()
    for n in range(0, 60, 4):
        running = [(k, book.start("set", "全程网办受理", month(k), "7")) for k in range(n, n + 4)]
        for k, process in running:
            if process.wait() == 0:
                book.acknowledged[month(k)] = "7"
    row("4 programs at once", 60, len(book.acknowledged), *book.judge())


def mounted(folder, size):
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", folder],
                          capture_output=True, check=False)
    return done.returncode == 0


def full_disk(folder):
    """A disk that is a little larger each time, so that each write of a run once is the one that fails."""
    tried = acknowledged = lost = corrupt = 0
    said = set()
    sample = Book(os.path.join(folder, "sample"))
    os.mkdir(sample.folder)
    sample.demo()
    need = os.path.getsize(sample.path) // 1024
    disk = os.path.join(folder, "disk")
    os.mkdir(disk)
    for extra in range(0, 600, 12):
        if not mounted(disk, need + 8 + extra):
            return row("full disk", 0, 0, 0, 0, "left out: no right to mount")
        try:
            book = Book(disk)
            shutil.copy(sample.path, book.path)
            table = os.path.join(folder, "t.csv")
            sheet(table, 3000)
            for n in range(12):
                answer = book.set(month(100 + n), "9" * (n % 5 + 1))
                tried += 1
                if answer.returncode == 0:
                    book.acknowledged[month(100 + n)] = "9" * (n % 5 + 1)
                else:
                    said.add((answer.returncode, "满" in answer.stderr))
            for words in (["backup"], ["import-figures", table],
                          ["export", "--issue", "2025-04", "--to", os.path.join(disk, "x.docx")]):
                answer = book.run(*words)
                tried += 1
                if answer.returncode:
                    said.add((answer.returncode, "满" in answer.stderr))
            acknowledged += len(book.acknowledged)
            shutil.copy(book.path, os.path.join(folder, "out.yuebao"))
            for log in glob.glob(book.path + "-wal"):
                shutil.copy(log, os.path.join(folder, "out.yuebao-wal"))
            out = Book(folder)
            out.path, out.acknowledged = os.path.join(folder, "out.yuebao"), book.acknowledged
            found = out.judge()
            lost, corrupt = lost + found[0], corrupt + found[1]
            for rest in glob.glob(os.path.join(folder, "out.yuebao*")):
                os.remove(rest)
        finally:
            subprocess.run(["umount", disk], check=True)
    if said - {(3, True)}:
        sys.exit(f"a full disk was answered with {said}")
    row("full disk, 50 sizes", tried, acknowledged, lost, corrupt, "磁盘已满")


def read_only(folder):
    disk = os.path.join(folder, "disk")
    os.mkdir(disk)
    if not mounted(disk, 8192):
        return row("read-only medium", 0, 0, 0, 0, "left out: no right to mount")
    try:
        book = Book(disk).demo()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        answers = [book.set("2025-04", "1"), book.run("issues"), book.run("backup")]
        bad = sum(1 for answer in answers if answer.returncode != 3)
        row("read-only medium", 3, 0, bad, 0, answers[0].stderr.splitlines()[0].split("：")[0][-12:])
    finally:
        subprocess.run(["umount", disk], check=True)


def vanished(folder):
    book = Book(folder).demo()
    stick = os.path.join(folder, "stick")
    os.mkdir(stick)
    book.run("backup", "--second", stick)
    for n in range(10):
        if n % 2:
            os.rename(stick, stick + "-")
        if book.set(month(n), "3").returncode == 0:
            book.acknowledged[month(n)] = "3"
        answer = book.run("backup")
        assert answer.returncode == 0, answer.stderr
        assert ("连不上" in answer.stderr) == bool(n % 2), answer.stderr
        if n % 2:
            os.rename(stick + "-", stick)
    book.set("2025-04", "5")
    book.run("backup")
    row("second folder gone", 10, len(book.acknowledged), *book.judge(), "第二备份文件夹…连不上")
    gone = Book(os.path.join(folder, "none"))
    answer = gone.run("demo")
    row("folder gone", 1, 0, int(answer.returncode != 3), 0, "所在的文件夹不存在")


def other_files(folder):
    wrong = 0
    for name, change, code in (
        ("newer", "PRAGMA user_version = 99", 3),
        ("foreign", "PRAGMA application_id = 7", 3),
    ):
        book = Book(os.path.join(folder, name))
        os.mkdir(book.folder)
        book.demo()
        with contextlib.closing(sqlite3.connect(book.path)) as raw:
            raw.execute(change)
        with open(book.path, "rb") as file:
            before = file.read()
        answer = book.run("issues")
        with open(book.path, "rb") as file:
            wrong += answer.returncode != code or file.read() != before
    for path in sorted(glob.glob(os.path.join(TOP, "tests/fixtures/schema/v*.sql"))):
        book = Book(os.path.join(folder, os.path.basename(path)))
        os.mkdir(book.folder)
        with contextlib.closing(sqlite3.connect(book.path)) as raw, open(path, encoding="utf-8") as sql:
            raw.executescript(sql.read())
        answer = book.run("issues", "--json")
        wrong += answer.returncode != 0 or len(json.loads(answer.stdout)) != 1
        wrong += book.run("doctor").returncode != 0
    row("newer, foreign and every released book", 2 + len(glob.glob(os.path.join(TOP, "tests/fixtures/schema/v*.sql"))), 0, wrong, 0, "由更新的版本建立")


def changed_packs(folder):
    """A pack of an issue with one byte changed, anywhere."""
    book = Book(folder).demo()
    pack = os.path.join(folder, "x.zip")
    assert book.run("pack", "--issue", "2025-04", "--to", pack).returncode == 0
    with open(pack, "rb") as file:
        whole = file.read()
    missed = 0
    for _ in range(min(KILLS, 50)):
        at = random.randrange(len(whole))
        with open(pack, "wb") as file:
            file.write(whole[:at] + bytes([whole[at] ^ (1 << random.randrange(8))]) + whole[at + 1:])
        answer = book.run("verify-pack", pack)
        missed += answer.returncode == 0
    row("one bit of a pack changed", min(KILLS, 50), 0, missed, 0, "打包以后被改过、已损坏")


class Disk:
    """What is certain to be on the disk, and what may be, of a traced run."""

    CALL = re.compile(r"^(?:\[pid +\d+\] |\d+ +)?(\w+)\((.*)\) += (-?\d+)")

    def __init__(self, folder):
        self.folder = folder
        self.events = []

    def read(self, trace):
        handles, spoken = {}, False
        for line in open(trace, encoding="latin-1"):
            if line == NEXT_PROGRAM:
                handles, spoken = {}, False
            found = self.CALL.match(line)
            if not found or int(found[3]) < 0:
                continue
            call, words, result = found[1], found[2], int(found[3])
            named = call in ("openat", "rename", "unlink")
            names = re.findall(r'"((?:\\x..)*)"', words) if named else []
            names = [os.fsdecode(self.text(name)) for name in names]
            if call == "openat":
                path = os.path.join(self.folder, names[0])
                handles[result] = path
                if "O_CREAT" in words or "O_TRUNC" in words:
                    self.events.append(("create", path, "O_TRUNC" in words))
            elif call in ("pwrite64", "write"):
                handle = int(words.split(",")[0])
                if handle == 1 and not spoken:
                    spoken = True
                    self.events.append(("ack",))
                if handle in handles:
                    at = int(words.rsplit(",", 1)[1]) if call == "pwrite64" else None
                    self.events.append(("write", handles[handle], at, self.data(words)))
            elif call in ("fsync", "fdatasync"):
                self.events.append(("sync", handles.get(int(words), "")))
            elif call == "ftruncate":
                handle, size = words.split(",")
                self.events.append(("cut", handles.get(int(handle), ""), int(size)))
            elif call == "rename":
                self.events.append(("rename", *[os.path.join(self.folder, name) for name in names]))
            elif call == "unlink":
                self.events.append(("unlink", os.path.join(self.folder, names[0])))
            elif call == "lseek":
                self.events.append(("seek", handles.get(int(words.split(",")[0]), ""), result))
        return self

    @staticmethod
    def text(escaped):
        return bytes.fromhex(escaped.replace("\\x", ""))

    def data(self, words):
        return self.text(re.search(r'"((?:\\x..)*)"', words)[1])

    def after_power_cut(self, files, at):
        """Files as they may be found when the power goes before event `at`."""
        sure, loose, names = {}, {}, []
        content = {name: bytearray(data) for name, data in files.items()}
        here = {name: name for name in files}
        sure_names = dict(here)
        sure = {name: bytes(data) for name, data in files.items()}
        place, fresh = {}, 0
        for event in self.events[:at]:
            kind = event[0]
            if kind == "create":
                path = event[1]
                if path not in here:
                    fresh += 1
                    here[path] = f"{path}#{fresh}"
                    content[here[path]] = bytearray()
                    sure[here[path]] = b""
                    names.append(("link", path, here[path]))
                if event[2]:
                    loose.setdefault(here[path], []).append((None, 0))
                    content[here[path]][:] = b""
                place[path] = 0
            elif kind == "seek":
                place[event[1]] = event[2]
            elif kind == "write" and event[1] in here:
                node, start = here[event[1]], event[2]
                if start is None:
                    start = place.get(event[1], 0)
                    place[event[1]] = start + len(event[3])
                write(content[node], start, event[3])
                loose.setdefault(node, []).append((start, event[3]))
            elif kind == "cut" and event[1] in here:
                del content[here[event[1]]][event[2]:]
                loose.setdefault(here[event[1]], []).append((None, event[2]))
            elif kind == "sync":
                if event[1] in here:
                    node = here[event[1]]
                    sure[node] = bytes(content[node])
                    loose.pop(node, None)
                    linked = [one for one in names if one[0] == "link" and one[2] == node]
                    for one in linked:
                        names.remove(one)
                        sure_names[one[1]] = node
                else:
                    sure_names, names = dict(here), []
            elif kind == "rename" and event[1] in here:
                here[event[2]] = here.pop(event[1])
                names.append(("rename", event[1], event[2]))
            elif kind == "unlink" and event[1] in here:
                here.pop(event[1])
                names.append(("unlink", event[1]))
        return self.settle(sure, loose, sure_names, names)

    @staticmethod
    def settle(sure, loose, found, names):
        for change in names[: random.randint(0, len(names))]:
            if change[0] == "link":
                found[change[1]] = change[2]
            elif change[0] == "rename" and change[1] in found:
                found[change[2]] = found.pop(change[1])
            elif change[0] == "unlink":
                found.pop(change[1], None)
        result = {}
        for path, node in found.items():
            data = bytearray(sure.get(node, b""))
            for start, piece in loose.get(node, []):
                if start is None:
                    if random.random() < 0.5:
                        del data[piece:]
                    continue
                for sector in range(0, len(piece), 512):
                    if random.random() < 0.5:
                        write(data, start + sector, piece[sector:sector + 512])
            result[path] = bytes(data)
        return result


def write(data, start, piece):
    if len(data) < start:
        data.extend(b"\0" * (start - len(data)))
    data[start:start + len(piece)] = piece


def power_cut(folder):
    if not shutil.which("strace"):
        return row("power cut", 0, 0, 0, 0, "left out: no strace")
    live = os.path.join(folder, "live")
    os.mkdir(live)
    book = Book(live).demo()
    for rest in glob.glob(book.path + ".*"):
        os.remove(rest)
    with open(book.path, "rb") as file:
        files = {book.path: file.read()}
    trace, edits = os.path.join(folder, "trace"), 12
    calls = "trace=openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,unlink,lseek"
    with open(trace, "w", encoding="latin-1") as whole:
        for n in range(edits):
            words = ["backup"] if n == 6 else ["set", "全程网办受理", month(n), str(n + 1)]
            part = os.path.join(folder, "part")
            done = subprocess.run(["strace", "-f", "-xx", "-s", "200000", "-e", calls, "-o", part, CLI,
                                   "--book", book.path, *words], cwd=live, capture_output=True, check=False)
            assert done.returncode == 0, done.stderr
            with open(part, encoding="latin-1") as lines:
                whole.write(NEXT_PROGRAM)
                whole.writelines(lines)
    disk = Disk(live).read(trace)
    order = [month(n) for n in range(edits) if n != 6]
    lost = corrupt = certain = 0
    for n in range(CUTS):
        at = random.randint(0, len(disk.events))
        acks = sum(1 for event in disk.events[:at] if event[0] == "ack")
        # The backup speaks too and is no edit.
        before = [key for k, key in enumerate(order) if acks > k + (1 if k >= 6 else 0)]
        cut = os.path.join(folder, "cut")
        os.mkdir(cut)
        for path, data in disk.after_power_cut(files, at).items():
            if path.startswith(live) and "备份" not in path:
                with open(os.path.join(cut, os.path.basename(path)), "wb") as file:
                    file.write(data)
        after = Book(cut)
        after.acknowledged = {key: str(month_number(key) + 1) for key in before}
        found = after.judge()
        certain += len(before)
        lost, corrupt = lost + found[0], corrupt + found[1]
        shutil.rmtree(cut)
    row("power cut, replayed", CUTS, certain, lost, corrupt)


def month_number(text):
    return (int(text[:4]) - 2026) * 12 + int(text[5:]) - 1


def main():
    faults = [kill_while_typing, kill_while_importing, kill_while_backing_up, kill_while_upgrading,
              kill_while_exporting, power_cut, full_disk, read_only, vanished, two_programs,
              changed_packs, other_files]
    for fault in faults:
        with tempfile.TemporaryDirectory() as folder:
            fault(folder)
    print("\n| fault | tried | acknowledged | lost | corrupt | said |\n|---|---|---|---|---|---|")
    for line in ROWS:
        print("| " + " | ".join(str(cell) for cell in line) + " |")


main()
