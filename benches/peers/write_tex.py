"""Writes an exported issue (JSON) as a source for XeLaTeX: a yardstick of benches/pdf.sh.

Usage: write_tex.py ISSUE.json OUT.tex
"""

import json
import sys

HEAD = r"""\documentclass{article}
\usepackage{fontspec,xeCJK,xcolor}
\usepackage[a4paper,top=37mm,bottom=35mm,left=28mm,right=26mm]{geometry}
\setCJKmainfont{Noto Serif CJK SC}\setCJKsansfont{Noto Sans CJK SC}
\AtBeginDocument{\fontsize{16}{29.45}\selectfont}
\setlength{\parindent}{32pt}
\begin{document}
"""


def plain(text):
    special = {c: "\\" + c for c in "#$%&_{}"} | {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}
    return "".join(special.get(c, c) for c in str(text))


def write(issue, path):
    head = issue["masthead"]
    lines = [HEAD]
    lines.append(r"{\centering\color{red}\fontsize{60}{66}\selectfont " + plain(head["title"]) + r"\par}")
    lines.append(r"{\centering 第" + plain(head["number"]) + r"期\par}")
    lines.append(r"\noindent " + plain(head["issuer"]) + r"\hfill " + plain(head["issue_date"]))
    lines.append(r"{\color{red}\hrule height 2.25pt}")
    for section in issue["sections"]:
        lines.append(r"\textsf{" + plain((section["label"] or "") + section["title"]) + "}")
        for item in section["items"]:
            start = "".join(plain(item[key]) for key in ("label", "lead") if item.get(key))
            for text in item["paragraphs"]:
                lines.append(start + plain(text))
                start = ""
    for level, names in issue["distribution"].items():
        if names:
            lines.append(r"{\fontsize{14}{26}\selectfont\noindent " + plain(f"{level}：{'、'.join(names)}。") + r"\par}")
    lines.append(r"\end{document}")
    with open(path, "w", encoding="utf-8") as out:
        out.write("\n\n".join(lines) + "\n")


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source:
        write(json.load(source), sys.argv[2])
