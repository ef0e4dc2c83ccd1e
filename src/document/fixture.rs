//! An invented issue that uses every kind of block, for the tests of everything printed.

use jiff::civil::date;

use crate::model::{
    Bulletin, BulletinCode, Department, DepartmentCode, DisplayStyle, DistributionLevel, Figure,
    FigureKey, FigureSource, Figures, HouseStyle, Indicator, IndicatorCode, IndicatorKind, Issue,
    IssueId, IssueStatus, Item, ItemId, ItemNumbering, ItemState, Measure, Month, Numbering,
    Recipient, RecipientId, Section, SectionId, SectionKind, TableColumn, TableSpec, Visit,
    VisitId,
};

use super::{Document, compose};

/// Issue, definition, figures and departments that belong together.
pub struct Fixture {
    pub issue: Issue,
    pub bulletin: Bulletin,
    pub figures: Figures,
    pub departments: Vec<Department>,
}

impl Fixture {
    pub fn document(&self) -> Document {
        compose(&self.issue, &self.bulletin, &self.figures, &self.departments)
    }
}

pub fn month() -> Month {
    "2026-03".parse().unwrap()
}

/// 青溪政务月报, March 2026.
pub fn fixture() -> Fixture {
    let bulletin = bulletin();
    let figures = figures(&bulletin);
    Fixture { issue: issue(), figures, departments: bulletin.departments.clone(), bulletin }
}

fn bulletin() -> Bulletin {
    let wan = DisplayStyle { power: 4, decimals: 2, trim: true };
    let ones = DisplayStyle::default();
    let rate = DisplayStyle { power: 0, decimals: 2, trim: true };
    Bulletin {
        code: BulletinCode::new("qingxi"),
        name: "青溪政务月报".into(),
        title: "青溪政务月报".into(),
        issuer: "青溪市政务服务中心".into(),
        numbering: Numbering { total: true, issue_day: 10 },
        sections: Vec::new(),
        indicators: vec![
            indicator("bj", "办件量", "件", IndicatorKind::Flow, wan),
            Indicator {
                share_of: Some(IndicatorCode::new("bj")),
                ..indicator("wb", "全程网办受理", "件", IndicatorKind::Flow, wan)
            },
            indicator("dh", "电话咨询", "人次", IndicatorKind::Flow, ones),
            indicator("my", "满意率", "%", IndicatorKind::Ratio, rate),
            indicator("yj", "邮寄量", "件", IndicatorKind::Flow, ones),
            Indicator {
                by_department: true,
                departments: Vec::new(),
                grouped: false,
                ..indicator("ck", "窗口办件", "件", IndicatorKind::Flow, ones)
            },
        ],
        relations: Vec::new(),
        rules_off: Vec::new(),
        targets: Vec::new(),
        departments: ["住房和城乡建设局", "税务局", "医疗保障局", "公安局", "民政局"]
            .into_iter()
            .zip(1i64..)
            .map(|(name, rank)| {
                Department::new(DepartmentCode::new(format!("d{rank}")), name, rank)
            })
            .collect(),
        distribution: Vec::new(),
        house_style: HouseStyle::default(),
    }
}

fn indicator(
    code: &str,
    name: &str,
    unit: &str,
    kind: IndicatorKind,
    style: DisplayStyle,
) -> Indicator {
    Indicator {
        code: IndicatorCode::new(code),
        name: name.into(),
        aliases: Vec::new(),
        unit: unit.into(),
        kind,
        decimals: 0,
        style,
        section: "zongti".into(),
        definition: String::new(),
        redefined: Vec::new(),
        valid_to: None,
        share_of: None,
        by_department: false,
        departments: Vec::new(),
        grouped: false,
    }
}

fn figures(bulletin: &Bulletin) -> Figures {
    [
        ("bj", "2026-03", "hall", "6.23万"),
        ("bj", "2026-02", "hall", "4.9万"),
        ("bj", "2026-01", "hall", "5.5万"),
        ("bj", "2025-03", "hall", "6.4万"),
        ("wb", "2026-03", "hall", "41023"),
        ("dh", "2026-03", "hall", "1,034"),
        ("my", "2026-03", "hall", "99.87%"),
        ("my", "2026-02", "hall", "99.5%"),
        ("ck", "2026-03", "d1", "1200"),
        ("ck", "2026-02", "d1", "1000"),
        ("ck", "2026-03", "d2", "3456"),
        ("ck", "2026-02", "d2", "3600"),
        ("ck", "2026-03", "d3", "1200"),
        ("ck", "2026-03", "d4", "87"),
        ("ck", "2026-02", "d4", "87"),
        ("ck", "2026-03", "d5", "未报"),
    ]
    .into_iter()
    .map(|(code, month, department, typed)| figure(bulletin, code, month, department, typed))
    .collect()
}

pub fn figure(
    bulletin: &Bulletin,
    code: &str,
    month: &str,
    department: &str,
    typed: &str,
) -> Figure {
    let code = IndicatorCode::new(code);
    let (state, quantity) = bulletin.indicator(&code).unwrap().read(typed).unwrap();
    let department = DepartmentCode::new(department);
    let key = FigureKey::new(&code, month.parse().unwrap(), &department);
    let source = FigureSource::Typed;
    Figure { key, typed: typed.into(), quantity, state, source, note: String::new() }
}

fn issue() -> Issue {
    let recipient = |(at, (level, name, joint)): (usize, (DistributionLevel, &str, char))| {
        let id = RecipientId::new(format!("r{at}"));
        Recipient { id, level, name: name.into(), joint }
    };
    use DistributionLevel::{Issue as Down, Report, Send};
    Issue {
        id: IssueId::new("i1"),
        bulletin: BulletinCode::new("qingxi"),
        month: month(),
        number: 3,
        total_number: Some(27),
        title: "青溪政务月报".into(),
        issuer: "青溪市政务服务管理和公共资源交易服务中心".into(),
        issue_date: Some(date(2026, 4, 10)),
        status: IssueStatus::Draft,
        sections: sections(),
        visits: vec![
            visit("v1", "税务局", "党委委员、副局长", "柳青禾"),
            visit("v2", "公安局", "政治部主任", "白一舟"),
        ],
        distribution: [
            (Report, "市政务服务管理办公室", '、'),
            (Report, "市级有关部门（单位）", '，'),
            (Report, "中心领导", '、'),
            (Send, "各县（区）政务服务中心", '、'),
            (Down, "各窗口", '，'),
            (Down, "中心各科室", '、'),
        ]
        .into_iter()
        .enumerate()
        .map(recipient)
        .collect(),
    }
}

fn visit(id: &str, department: &str, posts: &str, person: &str) -> Visit {
    Visit {
        id: VisitId::new(id),
        department: department.into(),
        posts: posts.into(),
        person: person.into(),
    }
}

pub fn section(key: &str, kind: SectionKind, title: &str, items: Vec<Item>) -> Section {
    let numbering = match kind {
        SectionKind::Prose | SectionKind::Visits | SectionKind::Table => ItemNumbering::None,
        SectionKind::Events | SectionKind::Work | SectionKind::News => ItemNumbering::Chinese,
    };
    Section {
        unnumbered: false,
        id: SectionId::new(key),
        key: key.into(),
        kind,
        title: title.into(),
        numbering,
        items,
        table: None,
    }
}

/// An item without date, department or lead.
pub fn item(paragraphs: &[&str]) -> Item {
    Item {
        id: ItemId::new(paragraphs.first().copied().unwrap_or("none")),
        month: month(),
        date: None,
        department: None,
        lead: None,
        paragraphs: paragraphs.iter().map(|&text| text.to_owned()).collect(),
        state: ItemState::Active,
        reason: String::new(),
    }
}

fn dated(day: i8, paragraphs: &[&str]) -> Item {
    Item { date: Some(date(2026, 3, day)), ..item(paragraphs) }
}

fn led(lead: &str, paragraphs: &[&str]) -> Item {
    Item { lead: Some(lead.into()), ..item(paragraphs) }
}

fn sections() -> Vec<Section> {
    let mut ranking = section("paiming", SectionKind::Table, "窗口办件排名", Vec::new());
    let column = |head: &str, measure| TableColumn {
        head: head.into(),
        over: String::new(),
        indicator: IndicatorCode::new("ck"),
        measure,
        style: None,
        stated: None,
        place: false,
        untotalled: false,
        signs: crate::model::Signs::default(),
    };
    ranking.table = Some(TableSpec {
        caption: "{年月}窗口办件量排名".into(),
        row_head: "窗口".into(),
        columns: vec![
            column("办件量（件）", Measure::Value),
            column("环比", Measure::MonthOnMonth),
        ],
        rank_by: Some(0),
        ..TableSpec::default()
    });
    vec![
        section("zongti", SectionKind::Prose, "{年月}总体运行情况", overview()),
        section("dongtai", SectionKind::Events, "政务工作动态", events()),
        section("zhongdian", SectionKind::Work, "重点工作推进情况", work()),
        ranking,
        section("zixun", SectionKind::News, "窗口资讯", Vec::new()),
        section(
            "jindating",
            SectionKind::Visits,
            "局长进大厅",
            vec![item(&["{月}，{进大厅}到市政务服务大厅窗口调研值守。"])],
        ),
    ]
}

fn overview() -> Vec<Item> {
    vec![item(&[
        "{月}，全市办理政务服务事项{办件量}万件，环比{办件量·环比}，同比{办件量·同比}，本年累计\
         {办件量·累计}万件。其中全程网办受理{全程网办受理}万件，占比{全程网办受理·占比}；提供电话\
         咨询{电话咨询}人次；群众满意率{满意率}%，比上月{满意率·环比}；现场邮寄{邮寄量}件，同比\
         {邮寄量·同比}；帮办代办{帮办代办}件。",
    ])]
}

fn events() -> Vec<Item> {
    vec![
        dated(
            4,
            &["中心召开窗口首席代表会议，通报“高效办成一件事”推进情况——共17项，占全年任务的\
               42.5%。会议要求，各窗口要对照《青溪市政务服务事项目录（2026年版）》逐项核对，\
               做到“一窗受理、集成服务”。"],
        ),
        dated(12, &["3月12日至14日，中心组织窗口人员赴邻市学习APP掌上办、12345热线转办经验。"]),
        Item {
            department: Some("税务局".into()),
            ..dated(20, &["在大厅开展“便民办税春风行动”宣传。", "活动共接待群众300余人次。"])
        },
        Item {
            state: ItemState::LeftOut,
            reason: "与上月重复".into(),
            ..dated(25, &["不应出现在期刊中的一条。"])
        },
    ]
}

fn work() -> Vec<Item> {
    vec![
        led("惠企政策“直达快享”", &["依托政务服务网推送惠企政策120条，涉及企业56家。"]),
        led(
            "增值化改革",
            &["建成企业综合服务专区1个。", "专区提供金融、法治、科创（含知识产权）等服务。"],
        ),
        item(&["会同有关部门梳理重点应用场景，形成清单 <初稿> & 附表*一*。"]),
        led("重大项目", &[]),
    ]
}
