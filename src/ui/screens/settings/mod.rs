//! 设置: what stays from month to month, one tab a subject.

mod backups;
mod bin;
mod departments;
mod fonts;
mod house;
mod indicators;
mod persons;
mod proofreading;
mod refused;
mod register;
mod rules;
mod words;

use egui::{RichText, Ui};

use crate::ops::Listing;
use crate::ui::action::Action;
use crate::ui::cx::Cx;
use crate::ui::theme;

/// The subjects, in the order of their tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Departments,
    Persons,
    Indicators,
    Rules,
    Proofreading,
    Fonts,
    Backups,
    House,
    Bin,
}

impl Tab {
    const ALL: [Self; 9] = [
        Self::Departments,
        Self::Persons,
        Self::Indicators,
        Self::Rules,
        Self::Proofreading,
        Self::House,
        Self::Fonts,
        Self::Backups,
        Self::Bin,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Departments => "部门",
            Self::Persons => "人员",
            Self::Indicators => "指标",
            Self::Rules => "数据规则",
            Self::Proofreading => "校对规则",
            Self::Fonts => "字体",
            Self::Backups => "备份",
            Self::House => "版式",
            Self::Bin => "回收站",
        }
    }
}

#[derive(Default)]
pub struct Settings {
    tab: Tab,
    departments: departments::Departments,
    persons: persons::Persons,
    indicators: indicators::Indicators,
    rules: rules::Rules,
    proofreading: proofreading::Proofreading,
    fonts: fonts::Fonts,
    backups: backups::Backups,
    house: house::House,
    bin: bin::Bin,
}

impl Settings {
    /// Shows one subject.
    pub fn choose(&mut self, tab: Tab) {
        self.tab = tab;
    }

    /// What of it goes out as a table.
    pub fn listing(&self) -> Option<Listing> {
        Some(match self.tab {
            Tab::Departments => Listing::Departments,
            Tab::Persons => Listing::Persons,
            Tab::Indicators => Listing::Indicators,
            Tab::Rules => Listing::Rules,
            Tab::Proofreading | Tab::House | Tab::Fonts | Tab::Backups | Tab::Bin => return None,
        })
    }

    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        ui.horizontal_wrapped(|ui| {
            for tab in Tab::ALL {
                let text = RichText::new(tab.name()).font(theme::bold_font(15.0));
                if ui.selectable_label(self.tab == tab, text).clicked() {
                    self.tab = tab;
                }
            }
            let tip = "存成 xlsx 或 csv";
            let listing = self.listing();
            if listing.is_some() && ui.button("导出这张表…").on_hover_text(tip).clicked() {
                cx.send(Action::ExportShown);
            }
        });
        ui.add_space(theme::STEP);
        match self.tab {
            Tab::Departments => self.departments.ui(cx, ui),
            Tab::Persons => self.persons.ui(cx, ui),
            Tab::Indicators => self.indicators.ui(cx, ui),
            Tab::Rules => self.rules.ui(cx, ui),
            Tab::Proofreading => self.proofreading.ui(cx, ui),
            Tab::Fonts => self.fonts.ui(cx, ui),
            Tab::Backups => self.backups.ui(cx, ui),
            Tab::House => self.house.ui(cx, ui),
            Tab::Bin => self.bin.ui(cx, ui),
        }
    }
}
