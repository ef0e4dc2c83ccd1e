#!/usr/bin/env python3
"""Writes a bulletin like the built-in one that is set in every other way: GB/T 33476.2, list on an even page, copies, digits
set off, and whose first section opens with a table and a chart.

Usage: .ci/variant.py OUT.toml
"""

import sys

SET = {
    'preset = "type_area"': 'preset = "electronic"',
    "digit_space = false": "digit_space = true",
    "copies = 0": "copies = 60",
    "even_page = false": "even_page = true",
    'page_number = "outer"': 'page_number = "centre"',
}
EXHIBITS = [
    "| {年月}主要数据 |",
    "| 指标 | 单位 | 本月 | 环比 | 同比 |",
    "| --- | :---: | ---: | ---: | ---: |",
    "| 窗口出件量 | 件 | {窗口出件量} | {窗口出件量·环比} | {窗口出件量·同比} |",
    "| 现场邮寄量 | 件 | {现场邮寄量} | {现场邮寄量·环比} | {现场邮寄量·同比} |",
    "{图：窗口出件量，12个月，图1 出件走势}",
]

with open("assets/bulletin/zhengwu.toml", encoding="utf-8") as source:
    text = source.read()
for old, new in SET.items():
    assert text.count(old) == 1, old
    text = text.replace(old, new)
first, rest = text.split("paragraphs = [\n", 1)
exhibits = "".join(f'  "{line}",\n' for line in EXHIBITS)
with open(sys.argv[1], "w", encoding="utf-8") as out:
    out.write(first + "paragraphs = [\n" + exhibits + rest)
