//! L0: the vocabulary as plain values. Touches no disk, clock, screen or randomness.
//!
//! | here | 中文 | meaning |
//! |---|---|---|
//! | [`Bulletin`] | 刊 | the series: name, sections, indicators, house style |
//! | [`Issue`] | 期 | one number of it: month covered, number, issue date |
//! | [`Section`] | 栏目 | 一、… with a kind |
//! | [`Item`] | 条目 / 动态 | （一）…; without a section it is an event of the month's pool |
//! | [`Indicator`] | 指标 | what is counted |
//! | [`Figure`] | 数据 | its value for a month and a department |
//! | [`Quantity`] | 数 | an exact amount that knows its last reported digit |
//! | [`Measure`] | 量度 | 环比 同比 累计 and the rest |
//! | [`Department`] | 部门（窗口） | who reports |
//! | [`Person`] | 人员 | who may be named, with posts |
//! | [`Relation`] | 数据规则 | what must hold between figures |
//! | [`Explanation`] | 说明 | why a figure may deviate from a rule |
//! | [`Exception`] | 例外 | what a person said a numeral is that no figure prints |
//! | [`Ignored`] | 忽略 | a finding that is passed over |
//! | [`OfficeWord`] | 本单位词表 | a wrong word and the right one |
//! | [`Target`] | 目标 | what a year aims at |
//! | [`Visit`] | 进大厅 | department, posts, person |
//! | [`Recipient`] | 报 / 送 / 发 | an entry of the distribution list |
//! | [`SignOff`] | 签字 | who answers for a part of an issue |
//! | [`Publication`] | 发布 | what was published, frozen |
//! | [`Correction`] | 更正、修订 | a figure that changed after it was printed |
//! | [`Manifest`] | 台账清单 | what a pack of an issue says of itself |
//! | [`Sum`] | 校验和 | what content is known again by |
#![deny(clippy::float_arithmetic)]

mod bulletin;
mod department;
mod exception;
mod explanation;
mod figure;
mod house;
mod ids;
mod indicator;
pub mod invisible;
mod issue;
mod measure;
mod month;
mod pack;
mod person;
mod publication;
mod quantity;
mod relation;
mod sum;
mod table;
mod target;
mod word;

pub use bulletin::{Bulletin, DistributionDefinition, Numbering, SectionDefinition, StandingItem};
pub use department::Department;
pub use exception::{Exception, ExceptionKind, Ignored};
pub use explanation::Explanation;
pub use figure::{Figure, FigureKey, FigureSource, FigureState, Figures};
pub use house::{DateLine, HouseStyle, LabelFace, PageNumber, Preset};
pub use ids::{
    BulletinCode, CorrectionId, DepartmentCode, IndicatorCode, IssueId, ItemId, PersonId,
    RecipientId, SectionId, VisitId,
};
pub use indicator::{Indicator, IndicatorKind, ReadFigureError, Redefinition, same_unit};
pub use issue::{
    DistributionLevel, Issue, IssueStatus, Item, ItemNumbering, ItemState, Recipient, Section,
    SectionKind, Visit,
};
pub use measure::Measure;
pub use month::{Month, ParseMonthError};
pub use pack::{Manifest, PackedFile, PackedFont};
pub use person::Person;
pub use publication::{
    Correction, CorrectionKind, ExportRecord, Frozen, PrintedPlace, Publication, SignOff,
};
pub use quantity::{Agreement, DisplayStyle, Interval, ParseQuantityError, Quantity};
pub use relation::{Relation, RelationFault, rule};
pub use sum::{Sum, Summing};
pub use table::{Signs, TableColumn, TableSpec};
pub use target::Target;
pub use word::{Level, OfficeWord};
