"""Writes an exported issue (JSON) as docx with docxtpl: a yardstick of benches/docx.sh.

Usage: write_docxtpl.py --make TEMPLATE.docx
       write_docxtpl.py TEMPLATE.docx ISSUE.json OUT.docx
"""

import json
import sys


def make(path):
    """A template of one paragraph for each kind of line."""
    from docx import Document

    document = Document()
    for line in [
        "{{ masthead.title }}",
        "第{{ masthead.number }}期",
        "{{ masthead.issuer }}\t{{ masthead.issue_date }}",
        "{%p for section in sections %}",
        "{{ section.label }}{{ section.title }}",
        "{%p for item in section['items'] %}",
        "{%p for text in item.paragraphs %}",
        "{% if loop.first %}{{ item.label }}{{ item.lead }}{% endif %}{{ text }}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{%p for level, names in distribution.items() %}",
        "{{ level }}：{{ names|join('、') }}。",
        "{%p endfor %}",
    ]:
        document.add_paragraph(line)
    document.save(path)


def write(template, issue, path):
    from docxtpl import DocxTemplate

    document = DocxTemplate(template)
    document.render(issue)
    document.save(path)


if __name__ == "__main__":
    if sys.argv[1] == "--make":
        make(sys.argv[2])
        import docxtpl  # noqa: F401  (fails where the peer is not installed)
    else:
        with open(sys.argv[2], encoding="utf-8") as source:
            write(sys.argv[1], json.load(source), sys.argv[3])
