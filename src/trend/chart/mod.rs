//! What a chart shows, as plain values: lines, axes, marks, footnotes. Screen, picture files and
//! tables are made of the same description; it knows none of them. Figures become floats here.

mod across;
mod axis;
mod build;
mod look;
mod nothing;

use serde::{Deserialize, Serialize};

use crate::model::{Month, Quantity};

pub use super::series::PointState;
pub use across::{Across, Season};
pub use axis::{Tick, YAxis};
pub use build::{
    ALL_MARKED, Aim, Break, ChartRequest, Facts, Join, MOST_MONTHS, Reported, build, first_needed,
};
pub use look::{Look, Marker, Pattern, Weight};
pub use nothing::Nothing;

/// How values are drawn.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// 折线.
    #[default]
    Line,
    /// 柱形.
    Bar,
    /// 按年对比: each year a line over 1–12月.
    Years,
    /// 累计与上年: from January on, beside the year before.
    Cumulative,
    /// 环比 and 同比 as bars.
    Changes,
    /// 构成: parts on top of each other, as amounts.
    Stack,
    /// 占比: the same in percent of the whole.
    Share,
    /// 分部门: a small chart each, all on one scale.
    Multiples,
    /// 热力表: months × departments.
    Heat,
}

impl ChartKind {
    pub const ALL: [Self; 9] = [
        Self::Line,
        Self::Bar,
        Self::Years,
        Self::Cumulative,
        Self::Changes,
        Self::Stack,
        Self::Share,
        Self::Multiples,
        Self::Heat,
    ];

    pub fn chinese(self) -> &'static str {
        match self {
            Self::Line => "折线",
            Self::Bar => "柱形",
            Self::Years => "按年对比",
            Self::Cumulative => "累计",
            Self::Changes => "环比同比",
            Self::Stack => "构成",
            Self::Share => "占比",
            Self::Multiples => "分部门",
            Self::Heat => "热力表",
        }
    }

    /// The name used on the console: line, bar, years…
    pub fn from_name(name: &str) -> Option<Self> {
        let text = serde::de::value::StrDeserializer::<serde::de::value::Error>::new(name);
        let by_word = Self::ALL.into_iter().find(|kind| kind.chinese() == name);
        Deserialize::deserialize(text).ok().or(by_word)
    }

    /// Whether each department is followed on its own.
    pub fn is_by_department(self) -> bool {
        matches!(self, Self::Multiples | Self::Heat)
    }

    /// Whether it shows what a whole is made of.
    pub fn is_of_parts(self) -> bool {
        matches!(self, Self::Stack | Self::Share)
    }
}

/// A chart with something to see in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    pub kind: ChartKind,
    pub title: String,
    pub across: Across,
    /// One scale for everything drawn; of a heat table, what the colours mean.
    pub y: YAxis,
    pub lines: Vec<Line>,
    pub targets: Vec<TargetLine>,
    pub marks: Vec<Mark>,
    /// What the reader must know: gaps, estimates, changed definitions, an axis that does not
    /// start at zero, what was left out and why.
    pub notes: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub name: String,
    /// One for each position of [`Chart::across`].
    pub points: Vec<Point>,
    pub look: Look,
    /// What the past lets expect, lower and upper end; empty, or one for each position.
    pub band: Vec<Option<[f64; 2]>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is told of a point on its own")]
pub struct Point {
    pub month: Month,
    /// In [`YAxis::unit`] (万件, 亿元, %); `None` is a gap, never zero.
    pub value: Option<f64>,
    /// The value in the indicator's base unit, for tables.
    #[serde(skip)]
    pub exact: Option<Quantity>,
    /// The value in words, e.g. `6.1万件`; `未报` where that was declared, else empty at a gap.
    pub text: String,
    /// The explanation written beside the figure.
    pub note: String,
    pub state: PointState,
    /// Departments that reported, of those that were asked, where not all did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partial: Option<Reported>,
    /// Compared with a base that was counted by another definition (口径).
    pub across_break: bool,
    /// The sum of departments that were merged later.
    #[serde(default, skip_serializing_if = "is_not")]
    pub joined: bool,
    /// Outside [`Line::band`].
    pub unusual: bool,
    /// So far from all others that the axis ends before it: drawn at the end, with its value.
    #[serde(default, skip_serializing_if = "is_not")]
    pub beyond: bool,
}

/// What was aimed at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetLine {
    pub value: f64,
    /// First and last position.
    pub from: usize,
    pub to: usize,
    /// 目标6.5万件
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// From here on something else is counted.
    Break,
    /// From here on a department holds another's work.
    Merger,
    /// The reason given for a deviation.
    Reason,
    /// An event of the month.
    Event,
    /// Spring Festival.
    Festival,
}

/// Something worth knowing of one month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    pub kind: MarkKind,
    pub month: Month,
    pub text: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes the field by reference")]
fn is_not(flag: &bool) -> bool {
    !*flag
}

impl MarkKind {
    /// The word before its text.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Break => "口径",
            Self::Merger => "并入",
            Self::Reason => "说明",
            Self::Event => "动态",
            Self::Festival => "春节",
        }
    }
}

impl Line {
    /// The newest point with a value.
    pub fn last(&self) -> Option<&Point> {
        self.points.iter().rev().find(|point| point.value.is_some())
    }
}

impl Point {
    /// The value with what must be known of it: 6.1万件（18/22个部门已报）
    pub fn words(&self) -> String {
        let text = match self.state {
            PointState::Absent => "当时没有这个部门",
            _ if self.text.is_empty() => "没有数据",
            _ => &self.text,
        };
        let state = match self.state {
            PointState::Estimated => "（估计）",
            PointState::Draft => "（草稿，不是数）",
            _ => "",
        };
        let partial = self.partial.map_or_else(String::new, |Reported { reported, asked }| {
            format!("（{reported}/{asked}个部门已报）")
        });
        let across = if self.across_break { "（口径有变）" } else { "" };
        let joined = if self.joined { "（并入前各部门合计）" } else { "" };
        let unusual = if self.unusual { "（异常）" } else { "" };
        format!("{text}{state}{partial}{across}{joined}{unusual}")
    }
}

#[cfg(test)]
mod tests;
