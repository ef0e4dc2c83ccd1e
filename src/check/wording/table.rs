//! The table of all rules: id, name, level, whether it speaks unless told otherwise.

use crate::model::Issue;

use super::line::{Hit, Line};
use super::page::Page;
use super::{Level, amounts, dates, marks, phrases, spacing, structure};

/// How a rule looks.
#[derive(Clone, Copy)]
pub(super) enum Look {
    /// At one line.
    Line(fn(&Line) -> Vec<Hit>),
    /// At one line, knowing the month.
    Dated(fn(&Line, &Issue) -> Vec<Hit>),
    /// At all lines; hits with the index of their line.
    Page(fn(&Page<'_>) -> Vec<(usize, Hit)>),
    /// Through the word lists.
    Words,
    /// At the distribution list.
    Distribution,
    /// At the issue before as well, see [`crate::check::against_last`].
    Last,
    /// At the pages, which whoever has fonts lays out.
    Print,
}

/// One rule of the proofreader.
pub struct Rule {
    /// Stable: settings keep it.
    pub id: &'static str,
    /// In Chinese, for the settings.
    pub name: &'static str,
    /// Of most of its findings; single ones may be milder.
    pub level: Level,
    /// Whether it speaks unless switched.
    pub on: bool,
    pub(super) look: Look,
}

const fn rule_of(id: &'static str, level: Level, name: &'static str, look: Look) -> Rule {
    Rule { id, name, level, on: true, look }
}

const MUST: Level = Level::Must;
const DOUBT: Level = Level::Doubt;
const HINT: Level = Level::Hint;

static RULES: [Rule; 65] = [
    rule_of("P01", MUST, "中文旁的半角标点", Look::Line(marks::half_width)),
    rule_of("P02", MUST, "中文旁的半角括号", Look::Line(marks::half_brackets)),
    rule_of("P03", MUST, "括号两端不一致", Look::Line(marks::unlike_pairs)),
    rule_of("P04", DOUBT, "括号、引号缺一半或交叉", Look::Line(marks::loose_marks)),
    rule_of("P05", DOUBT, "直引号、引号方向", Look::Line(marks::quotes)),
    rule_of("P06", MUST, "句号写成点、标点重复", Look::Line(marks::stops)),
    rule_of("P07", MUST, "省略号、破折号", Look::Line(marks::dots_and_dashes)),
    rule_of("P08", MUST, "中文与数字、字母间的空格", Look::Line(spacing::beside_chinese)),
    rule_of("P09", DOUBT, "汉字之间的空格", Look::Line(spacing::between_chinese)),
    rule_of("P10", MUST, "全角数字字母、看不见的字符", Look::Line(spacing::wide_characters)),
    rule_of("P11", DOUBT, "并列引号、书名号间的顿号", Look::Line(marks::listed_quotes)),
    rule_of("P12", MUST, "“等”前的顿号", Look::Line(marks::before_etc)),
    rule_of("P13", MUST, "书名号、引号的里层", Look::Line(marks::nested)),
    rule_of("P14", MUST, "文号的括号", Look::Line(marks::document_numbers)),
    rule_of("P15", DOUBT, "起止号", Look::Line(marks::ranges)),
    rule_of("P16", HINT, "月日名称的间隔号", Look::Line(marks::day_names)),
    rule_of("P17", DOUBT, "标题、段落末尾的标点", Look::Line(marks::ends)),
    rule_of("P18", DOUBT, "列表各项末尾标点", Look::Page(structure::list_ends)),
    rule_of("S01", MUST, "序号的写法", Look::Line(structure::label_form)),
    rule_of("S02", MUST, "序号不连续、写法不一", Look::Page(structure::sequence)),
    rule_of("S04", HINT, "只有一项的列表", Look::Page(structure::lists_of_one)),
    rule_of("S06", DOUBT, "一是、二是不连续", Look::Line(structure::running_labels)),
    rule_of("S07", MUST, "待补的占位文字", Look::Line(structure::placeholders)),
    rule_of("S08", DOUBT, "重复的句子", Look::Page(structure::repeated)),
    rule_of("S09", DOUBT, "重复的词", Look::Line(phrases::doubled_words)),
    rule_of("S10", MUST, "被分成两段的句子", Look::Page(structure::cut_paragraphs)),
    rule_of("S11", MUST, "期号、总期号、印发日期与上一期", Look::Last),
    rule_of("S12", DOUBT, "报送范围里重复的单位", Look::Distribution),
    rule_of("S13", HINT, "上一期有而本期没有的栏目", Look::Last),
    rule_of("N01", MUST, "没有这一天", Look::Dated(dates::impossible)),
    rule_of("N02", MUST, "星期与日期不符", Look::Dated(dates::weekday)),
    rule_of("N03", DOUBT, "文中日期与本条、本月不符", Look::Page(dates::opening_day)),
    rule_of("N04", DOUBT, "日期晚于印发日期", Look::Dated(dates::after_print)),
    rule_of("N05", HINT, "各条日期的先后", Look::Page(structure::item_order)),
    rule_of("N06", HINT, "含糊的日期", Look::Words),
    rule_of("N07", MUST, "年份的写法", Look::Line(dates::year_form)),
    rule_of("N08", MUST, "日期的写法", Look::Line(dates::day_form)),
    rule_of("N09", MUST, "起止数的单位", Look::Line(dates::range_units)),
    rule_of("N10", DOUBT, "概数的写法", Look::Line(dates::approximations)),
    rule_of("N13", MUST, "降低不用倍数", Look::Line(amounts::falls_by_times)),
    rule_of("N19", MUST, "小数的写法", Look::Line(amounts::decimals)),
    rule_of("N20", HINT, "统计数用阿拉伯数字", Look::Line(amounts::in_words)),
    rule_of("N21", HINT, "同一序次的两种写法", Look::Page(amounts::ordinals)),
    rule_of("W01", DOUBT, "并列机构的名称", Look::Line(phrases::organ_names)),
    rule_of("W02", HINT, "并列机构的全称、简称", Look::Line(amounts::mixed_levels)),
    rule_of("W03", DOUBT, "简称的引出", Look::Words),
    rule_of("W04", DOUBT, "人名前后写法", Look::Page(phrases::person_names)),
    rule_of("W06", DOUBT, "市（州）的写法", Look::Page(phrases::level_pattern)),
    rule_of("W07", DOUBT, "易混的词", Look::Words),
    rule_of("W08", DOUBT, "重复、搭配不当", Look::Words),
    rule_of("W09", DOUBT, "句子缺主语", Look::Line(phrases::missing_subject)),
    rule_of("W10", DOUBT, "两种句式混用", Look::Line(phrases::merged_patterns)),
    rule_of("W11", HINT, "的、地", Look::Words),
    rule_of("W12", HINT, "称谓", Look::Words),
    rule_of("W13", DOUBT, "个人号码", Look::Line(phrases::private_numbers)),
    Rule { on: false, ..rule_of("W15", HINT, "套话", Look::Words) },
    rule_of("W16", HINT, "长句、长段", Look::Line(phrases::long_sentences)),
    rule_of("W17", MUST, "错别字", Look::Words),
    rule_of("W18", DOUBT, "本单位词表", Look::Words),
    rule_of("L01", DOUBT, "报头一行排不下", Look::Print),
    rule_of("L02", DOUBT, "表格比版心宽、比一页高", Look::Print),
    rule_of("L03", DOUBT, "报尾比一页长", Look::Print),
    rule_of("L04", MUST, "没有字体能印的字", Look::Print),
    rule_of("L05", HINT, "每页不是 22 行", Look::Print),
    rule_of("L06", HINT, "段末孤字", Look::Print),
];

/// All rules in the order of their ids.
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// A rule by its id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}
