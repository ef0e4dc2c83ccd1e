"""Writes an exported issue (JSON) as docx with python-docx: the yardstick of benches/docx.sh.

Usage: write_docx.py ISSUE.json OUT.docx
"""

import json
import sys

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

BODY, SECTION, TITLE = "FangSong", "SimHei", "SimSun"


def add_paragraph(document, runs, align=None, indent=True):
    """Adds one paragraph of (text, font, points, colour) runs."""
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.line_spacing = Pt(28)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(32)
    for text, font, points, colour in runs:
        run = paragraph.add_run(text)
        run.font.name = font
        run.font.size = Pt(points)
        if colour is not None:
            run.font.color.rgb = colour
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)


def write(issue, path):
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin, page.left_margin = Cm(3.7), Cm(2.8)
    red, centre = RGBColor(0xE6, 0, 0), WD_ALIGN_PARAGRAPH.CENTER
    head = issue["masthead"]
    add_paragraph(document, [(head["title"], TITLE, 36, red)], centre, indent=False)
    add_paragraph(document, [(f"第{head['number']}期", BODY, 16, None)], centre, indent=False)
    add_paragraph(document, [(f"{head['issuer']}\t{head['issue_date']}", BODY, 16, None)], indent=False)
    for section in issue["sections"]:
        add_paragraph(document, [((section["label"] or "") + section["title"], SECTION, 16, None)])
        for item in section["items"]:
            start = [(item[key], SECTION, 16, None) for key in ("label", "lead") if item.get(key)]
            for text in item["paragraphs"]:
                add_paragraph(document, [*start, (text, BODY, 16, None)])
                start = []
    for level, names in issue["distribution"].items():
        if names:
            add_paragraph(document, [(f"{level}：{'、'.join(names)}。", BODY, 14, None)], indent=False)
    document.save(path)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as source:
        write(json.load(source), sys.argv[2])
