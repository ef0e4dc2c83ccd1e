//! Layouts that offices use, as pasted blocks; workbooks are tried in `tests/it/sheets.rs`.

use super::*;

const DEFINITION: &str = r#"
    code = "x"
    name = "刊"
    title = "刊"
    [[indicator]]
    code = "accepted"
    name = "受理量"
    aliases = ["受理"]
    unit = "件"
    style = { power = 4, decimals = 2, trim = true }
    by_department = true
    [[indicator]]
    code = "closed"
    name = "办结量"
    unit = "件"
    by_department = true
    [[indicator]]
    code = "rate"
    name = "满意率"
    unit = "%"
    kind = "ratio"
    style = { decimals = 2 }
    [[department]]
    code = "water"
    name = "水利厅"
    aliases = ["省水利厅"]
    [[department]]
    code = "old"
    name = "旧改办"
    valid_to = "2023-12"
"#;

/// Figures as `indicator department month typed`, and the reasons of what was not read.
fn read_for(text: &str, month: Option<&str>) -> (Vec<String>, Vec<String>) {
    read_of(DEFINITION, text, month)
}

fn read_of(definition: &str, text: &str, month: Option<&str>) -> (Vec<String>, Vec<String>) {
    let bulletin: Bulletin = toml::from_str(definition).unwrap();
    let hall = DepartmentCode::hall();
    let month = month.map(|month| month.parse().unwrap());
    let departments = &bulletin.departments;
    let context = Context { bulletin: &bulletin, departments, month, department: &hall };
    let (sheet, _) = read_delimited(text.as_bytes(), &Limits::default(), &mut |_| true).unwrap();
    let reading = understand(&[sheet], &context);
    let figures = reading
        .figures
        .iter()
        .map(|f| format!("{} {} {} {}", f.key.indicator, f.key.department, f.key.month, f.typed));
    let unread = reading.unread.iter().map(|u| format!("{}：{}", u.place, u.reason));
    (figures.collect(), unread.collect())
}

fn read(text: &str) -> (Vec<String>, Vec<String>) {
    read_for(text, Some("2025-04"))
}

#[test]
fn names_beside_numbers_need_no_heading() {
    let (figures, unread) = read("受理量\t6.1万\n满意率\t99.5%\n");
    assert_eq!(figures, ["accepted hall 2025-04 6.1万", "rate hall 2025-04 99.5%"]);
    assert!(unread.is_empty(), "{unread:?}");
}

#[test]
fn bases_beside_the_month_are_left_alone() {
    let text = "某中心4月数据\n指标\t单位\t本月\t上月\t环比\n受理量\t万件\t6.1\t5.9\t3.4%\n办结量\t件\t580\t570\t1.8%\n";
    let (figures, unread) = read(text);
    assert_eq!(figures, ["accepted hall 2025-04 6.1万", "closed hall 2025-04 580"]);
    assert!(unread.is_empty(), "{unread:?}");
}

#[test]
fn departments_down_and_indicators_across() {
    let text = "部门,受理量（万件）,办结量\n水利厅,0.21,2000\n合计,6.1,58000\n";
    let (figures, unread) = read(text);
    assert_eq!(
        figures,
        [
            "accepted water 2025-04 0.21万",
            "closed water 2025-04 2000",
            "accepted hall 2025-04 6.1万",
            "closed hall 2025-04 58000"
        ]
    );
    assert!(unread.is_empty(), "{unread:?}");
}

#[test]
fn indicators_down_and_departments_across() {
    let (figures, _) = read("指标\t省水利厅\t全厅\n受理量\t2100\t61000\n");
    assert_eq!(figures, ["accepted water 2025-04 2100", "accepted hall 2025-04 61000"]);
}

#[test]
fn the_long_form_names_everything() {
    let text =
        "月份,部门,指标,单位,数值\n2025-04,水利厅,受理量,万件,0.21\n2025-04,全厅,满意率,%,98.1\n";
    let (figures, unread) = read(text);
    assert_eq!(figures, ["accepted water 2025-04 0.21万", "rate hall 2025-04 98.1"]);
    assert!(unread.is_empty(), "{unread:?}");
}

#[test]
fn two_rows_of_headings_are_read_together() {
    let text =
        "部门\t受理量\t受理量\t办结量\t办结量\n\t本月\t上月\t本月\t上月\n水利厅\t21\t20\t19\t18\n";
    let (figures, _) = read(text);
    assert_eq!(figures, ["accepted water 2025-04 21", "closed water 2025-04 19"]);
}

#[test]
fn another_month_is_told_and_not_taken() {
    let text = "2025年3月数据\n指标\t本月\n受理量\t6.1万\n";
    assert_eq!(read(text).0, Vec::<String>::new());
    assert_eq!(read_for(text, None).0, ["accepted hall 2025-03 6.1万"]);
    let months = "指标\t2025年3月\t2025年4月\n受理量\t5万\t6万\n";
    assert_eq!(read(months).0, ["accepted hall 2025-04 6万"]);
    assert_eq!(read_for(months, None).0.len(), 2);
}

#[test]
fn what_is_not_understood_is_named_with_its_place() {
    let text = "指标\t本月\n受理量\t六万多\n办接量\t5\n办结量\t#DIV/0!\n满意率\t0.995\n";
    let (figures, unread) = read(text);
    assert!(figures.is_empty(), "{figures:?}");
    let reasons = ["不是受理量的数", "最接近的是“办结量”", "单元格出错", "乘以 100"];
    for (line, reason) in unread.iter().zip(reasons) {
        assert!(line.contains(reason), "{unread:?}");
    }
    assert!(unread.iter().any(|line| line.starts_with("第3行第1列")), "{unread:?}");
    assert_eq!(unread.len(), 4);
}

#[test]
fn a_department_that_has_gone_gets_nothing() {
    let (figures, unread) = read("部门\t受理量\t办结量\n旧改办\t21\t20\n撤销局\t1\t2\n");
    assert!(figures.is_empty());
    assert!(unread[0].contains("2023年12月为止已停用"), "{unread:?}");
    assert!(unread[2].contains("没有部门“撤销局”"), "{unread:?}");
}

#[test]
fn prose_is_no_table() {
    let text = "4月25日，水利厅印发了办法。\n全省各窗口遵照执行。\n共办理61000件。";
    let (figures, unread) = read(text);
    assert!(figures.is_empty());
    assert_eq!(unread.len(), 1);
}

#[test]
fn the_same_cell_twice_is_not_taken() {
    let (figures, unread) = read("受理量\t5万\n受理\t6万\n办结量\t7\n办结量\t7\n");
    assert_eq!(figures, ["closed hall 2025-04 7"]);
    assert!(unread[0].contains("出现了 2 次"), "{unread:?}");
}

#[test]
fn unbalanced_quotes_lose_no_line() {
    let bytes = "指标,本月\n\"受理量,6.1万\n办结量,580\n".as_bytes();
    let (sheet, notes) = read_delimited(bytes, &Limits::default(), &mut |_| true).unwrap();
    assert_eq!(sheet.rows.len(), 3);
    assert_eq!(notes.len(), 1);
}

#[test]
fn limits_and_cancel_end_the_reading() {
    let text = "受理量,1\n".repeat(30);
    let few = Limits { rows: 20, ..Limits::default() };
    let read = |limits: &Limits, go: bool| {
        read_delimited(text.as_bytes(), limits, &mut |_| go).map(|(sheet, _)| sheet.rows.len())
    };
    assert_eq!(read(&few, true), Err(SheetError::TooMuch { what: Much::Rows, limit: 20 }));
    assert_eq!(read(&Limits::default(), false), Err(SheetError::Cancelled));
    assert_eq!(read(&Limits::default(), true), Ok(30));
}

#[test]
fn a_damaged_workbook_is_refused() {
    for bytes in [&b"PK\x03\x04 nothing"[..], b"\xd0\xcf\x11\xe0 old", b"", b"plain"] {
        assert!(read_workbook(bytes, &Limits::default(), &mut |_| true).is_err());
    }
}

#[test]
fn a_year_reaches_over_the_months_below_it() {
    let block = "指标\t2025年\t\t2024年\t\n\t3月\t4月\t3月\t4月\n受理量\t5万\t6万\t3万\t4万\n";
    assert_eq!(read(block), (vec!["accepted hall 2025-04 6万".into()], vec![]));
    let (figures, unread) = read_for(block, Some("2024-03"));
    assert_eq!((figures, unread.len()), (vec!["accepted hall 2024-03 3万".to_owned()], 0));

    let relative = "指标\t今年\t去年\n\t4月\t4月\n受理量\t6万\t4万\n";
    assert_eq!(read(relative).0, ["accepted hall 2025-04 6万"]);
}

#[test]
fn an_unknown_first_row_is_listed_and_not_taken_for_a_heading() {
    let (figures, unread) = read("指标\t本月\n接件量\t5\n受理量\t6万\n");
    assert_eq!(figures, ["accepted hall 2025-04 6万"]);
    assert_eq!(unread.len(), 1, "{unread:?}");
    assert!(unread[0].contains("接件量"), "{unread:?}");
}

#[test]
fn a_column_nobody_knows_is_named() {
    let number = |text: &str| Cell::Number(text.into());
    let text = |text: &str| Cell::Text(text.into());
    let rows = [
        vec![text("指标"), text("本月"), text("计划数"), text("备注")],
        vec![text("受理量"), text("-"), number("70000"), number("1")],
    ];
    let rows = rows.into_iter().zip(1..).map(|(cells, number)| cells::Row { number, cells });
    let sheet = Sheet { name: String::new(), rows: rows.collect(), is_workbook: true };
    let bulletin: Bulletin = toml::from_str(DEFINITION).unwrap();
    let hall = DepartmentCode::hall();
    let departments = &bulletin.departments;
    let month = Some("2025-04".parse().unwrap());
    let context = Context { bulletin: &bulletin, departments, month, department: &hall };
    let reading = understand(&[sheet], &context);
    assert_eq!(reading.figures[0].typed, "未报");
    let unread: Vec<_> =
        reading.unread.iter().map(|u| (u.place.as_str(), u.text.as_str())).collect();
    assert_eq!(unread, [("C1", "计划数")]);
}

#[test]
fn a_table_of_departments_means_the_indicator_asked_of_them() {
    let definition = DEFINITION.replace(
        "    [[indicator]]\n    code = \"rate\"",
        "    [[indicator]]\n    code = \"windows\"\n    name = \"窗口结件量\"\n    unit = \"件\"\n    by_department = true\n    [[indicator]]\n    code = \"sum\"\n    name = \"结件量\"\n    unit = \"件\"\n    [[indicator]]\n    code = \"rate\"",
    );
    let read = |text: &str| {
        let (figures, unread) = read_of(&definition, text, Some("2025-04"));
        assert_eq!(unread, Vec::<String>::new());
        figures
    };
    let expected = ["windows water 2025-04 9", "windows hall 2025-04 12"];
    assert_eq!(read("窗口\t结件量\n水利厅\t9\n合计\t12\n"), expected);
    assert_eq!(read("结件量\t12\n"), ["sum hall 2025-04 12"], "no department stands in it");
}

#[test]
fn one_indicator_beside_departments_or_months_heads_its_column() {
    let expected = ["accepted water 2025-04 9", "accepted hall 2025-04 12"];
    assert_eq!(read("窗口\t受理量\n水利厅\t9\n合计\t12\n").0, expected);
    assert_eq!(read("\t受理量\n水利厅\t9\n合计\t12\n").0, expected);
    let months = read_for("月份\t受理量\n2025年3月\t9\n2025年4月\t12\n", None).0;
    assert_eq!(months, ["accepted hall 2025-03 9", "accepted hall 2025-04 12"]);
}

#[test]
fn a_title_tells_the_year_of_its_months_and_the_only_indicator() {
    let text = "2025年政务数据表\t\t\n项目\t3月\t4月\n受理量\t5.9万\t6.1万\n";
    let (figures, unread) = read_for(text, None);
    assert_eq!(figures, ["accepted hall 2025-03 5.9万", "accepted hall 2025-04 6.1万"]);
    assert_eq!(unread, Vec::<String>::new());
    let text = "2025年受理量（万件）\t\t\n部门\t3月\t4月\n水利厅\t0.3\t0.4\n合计\t5.9\t6.1\n";
    let (figures, unread) = read_for(text, None);
    let expected = [
        "accepted water 2025-03 0.3万",
        "accepted water 2025-04 0.4万",
        "accepted hall 2025-03 5.9万",
        "accepted hall 2025-04 6.1万",
    ];
    assert_eq!(figures, expected);
    assert_eq!(unread, Vec::<String>::new());
    let two = "受理量与办结量\t\n部门\t4月\n水利厅\t9\n";
    assert!(read(two).0.is_empty(), "a title that speaks of two tells neither");
}
