//! 设置: what stays from month to month, one tab a subject.

mod backups;
mod bin;
mod departments;
mod fonts;
mod persons;
mod refused;
mod register;
mod rules;

use egui::{RichText, Ui};

use crate::ui::cx::Cx;
use crate::ui::theme;

/// The subjects, in the order of their tabs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Departments,
    Persons,
    Rules,
    Fonts,
    Backups,
    Bin,
}

impl Tab {
    const ALL: [Self; 6] =
        [Self::Departments, Self::Persons, Self::Rules, Self::Fonts, Self::Backups, Self::Bin];

    fn name(self) -> &'static str {
        match self {
            Self::Departments => "部门",
            Self::Persons => "人员",
            Self::Rules => "数据规则",
            Self::Fonts => "字体",
            Self::Backups => "备份",
            Self::Bin => "回收站",
        }
    }
}

#[derive(Default)]
pub struct Settings {
    tab: Tab,
    departments: departments::Departments,
    persons: persons::Persons,
    rules: rules::Rules,
    fonts: fonts::Fonts,
    backups: backups::Backups,
    bin: bin::Bin,
}

impl Settings {
    /// Shows one subject.
    pub fn choose(&mut self, tab: Tab) {
        self.tab = tab;
    }

    pub fn ui(&mut self, cx: &Cx<'_>, ui: &mut Ui) {
        ui.horizontal(|ui| {
            for tab in Tab::ALL {
                let text = RichText::new(tab.name()).font(theme::bold_font(15.0));
                if ui.selectable_label(self.tab == tab, text).clicked() {
                    self.tab = tab;
                }
            }
        });
        ui.add_space(theme::STEP);
        match self.tab {
            Tab::Departments => self.departments.ui(cx, ui),
            Tab::Persons => self.persons.ui(cx, ui),
            Tab::Rules => self.rules.ui(cx, ui),
            Tab::Fonts => self.fonts.ui(cx, ui),
            Tab::Backups => self.backups.ui(cx, ui),
            Tab::Bin => self.bin.ui(cx, ui),
        }
    }
}
